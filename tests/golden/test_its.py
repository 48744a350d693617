"""Interrupted time series as R 4.2.2 and statsmodels 0.15 fit them, and as they were published."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from openward.impact.arima import fit_arima
from openward.impact.errors import model_errors, newey_west
from openward.impact.negative_binomial import fit_negative_binomial
from openward.impact.regression import Fit, deviance_residuals, fit_counts
from openward.impact.residuals import ljung_box
from tests.golden.funnel_cases import table
from tests.golden.its_cases import BESIDE, columns, expected, harmonics, listed_differences, rows


def sicily(season: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    aces, size, ban, time, month = columns(
        "input_sicily.csv", "aces", "stdpop", "smokban", "time", "month"
    )
    waves = harmonics(month) if season else []
    return aces, size, np.column_stack([np.ones_like(time), ban, time, *waves])


#: R's glm stops once the deviance moves by less than 1e-8 of itself; ours goes on to 1e-13.
def compare(
    fit: Fit, error: np.ndarray, model: str, case: str = "sicily", rtol: float = 1e-6
) -> None:
    truth = list(expected(case, model).values())[: len(error)]
    np.testing.assert_allclose(fit.coefficients[0], [row["estimate"] for row in truth], rtol=1e-7)
    np.testing.assert_allclose(error, [row["se"] for row in truth], rtol=rtol)


def se(covariance: np.ndarray) -> np.ndarray:
    return np.sqrt(np.diagonal(covariance[0]))


@BESIDE
def test_the_smoking_ban_by_poisson() -> None:
    fit = fit_counts(*sicily(season=False))
    compare(fit, se(fit.bread), "m1_poisson_step_trend", rtol=2e-6)
    low, middle, high = np.exp(
        fit.coefficients[0, 1] + 1.959964 * se(fit.bread)[1] * np.r_[-1, 0, 1]
    )
    assert (round(middle, 4), round(low, 4), round(high, 4)) == (0.8944, 0.8647, 0.9251)


@BESIDE
def test_the_smoking_ban_by_quasi_poisson_with_a_season() -> None:
    fit = fit_counts(*sicily(season=True))
    error = model_errors(fit, floor=0.0).of(1)
    compare(
        fit, se(model_errors(fit, floor=0.0).covariance), "m3_quasipoisson_harmonic2", rtol=2e-6
    )
    low, middle, high = np.exp(fit.coefficients[0, 1] + 1.959964 * error[0] * np.r_[-1, 0, 1])
    assert (round(middle, 4), round(low, 4), round(high, 4)) == (0.8851, 0.8394, 0.9332)


@BESIDE
def test_newey_west_of_the_smoking_ban() -> None:
    fit = fit_counts(*sicily(season=True))
    compare(fit, se(newey_west(fit, 3)), "m3_poisson_harmonic2_NeweyWest_lag3", rtol=1e-6)


@BESIDE
def test_residuals_of_the_smoking_ban_still_hang_together() -> None:
    fit = fit_counts(*sicily(season=True))
    (kept,) = columns("sicily_fitted.csv", "devres_m3")
    np.testing.assert_allclose(deviance_residuals(fit)[0], kept, rtol=1e-5, atol=1e-6)
    row = expected("sicily", "m3_residual_tests")["LjungBox12"]
    statistic, p = ljung_box(deviance_residuals(fit)[0], 12)
    assert (statistic, p) == (pytest.approx(row["estimate"]), pytest.approx(row["p"], rel=1e-5))


@BESIDE
def test_the_negative_binomial_of_the_smoking_ban() -> None:
    fit = fit_negative_binomial(*sicily(season=True))
    truth = list(expected("sicily", "m5_negbin_harmonic2").values())
    # glm.nb stops when its deviance moves by less than 1e-8; ours goes on.
    np.testing.assert_allclose(fit.coefficients[0], [r["estimate"] for r in truth], rtol=1e-6)
    np.testing.assert_allclose(se(fit.bread), [r["se"] for r in truth], rtol=1e-4)
    other = expected("sicily", "m5_negbin_harmonic2", "statsmodels")["alpha"]["estimate"]
    assert fit.alpha[0] == pytest.approx(other, rel=1e-4)


@BESIDE
@pytest.mark.parametrize("name", ["drivers", "front", "rear", "VanKilled"])
def test_seat_belts(name: str) -> None:
    y, km, law, t = columns("input_seatbelts.csv", name, "kms", "law", "t")
    fit = fit_counts(y, km, np.column_stack([np.ones_like(t), law, t, *harmonics(t)]))
    error = se(model_errors(fit, floor=0.0).covariance)
    compare(fit, error, f"quasipoisson_{name}", "seatbelts")


@BESIDE
def test_seat_belts_with_autocorrelated_errors() -> None:
    """R's gls divides the variance by n - K where statsmodels divides by n."""
    y, law, t = columns("input_seatbelts.csv", "front", "law", "t")
    design = np.column_stack([np.ones_like(t), law, t, *harmonics(t)])
    fit = fit_arima(y, design, (1, 0, 0))
    truth = list(expected("seatbelts", "gls_AR1_front").values())
    np.testing.assert_allclose(fit.effect, [row["estimate"] for row in truth], rtol=2e-4)
    error = fit.error * np.sqrt(192 / 185)
    np.testing.assert_allclose(error, [row["se"] for row in truth], rtol=0.01)


@BESIDE
@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_the_step_of_quetiapine_on_raw_and_scaled_numbers(scale: float) -> None:
    """statsmodels alone says -1849 and that it converged."""
    (y,) = columns("input_quetiapine.csv", "dispensings")
    month = np.arange(1, len(y) + 1)
    regressors = np.column_stack([month >= 37, np.clip(month - 36, 0, 12)]).astype(float)
    fit = fit_arima(y / scale, regressors, (2, 1, 0), (0, 1, 1, 12))
    np.testing.assert_allclose(fit.effect * scale, [-3284.779, -1396.652], rtol=0.005)
    np.testing.assert_allclose(fit.error * scale, [602.335, 106.633], rtol=0.005)


def panel() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    cells = table("its_r", "panel_input.csv")
    y, n = (np.array([float(row[c]) for row in cells]).reshape(20, 120) for c in ("y", "n"))
    t = np.arange(1.0, 121)
    after = (t > 60).astype(float)
    return y, n, np.column_stack([np.ones(120), t, after, after * (t - 60), *harmonics(t)])


def test_twenty_series_at_once_agree_with_r() -> None:
    """R's errors rest on the weights before its last step; statsmodels, run on, agrees to 1e-8."""
    fit = fit_counts(*panel())
    truth = table("its_r", "panel_step.csv")
    step = [float(row["step_log_rr"]) for row in truth]
    np.testing.assert_allclose(fit.coefficients[:, 2], step, atol=1e-8)
    error = [float(row["step_se"]) for row in truth]
    np.testing.assert_allclose(model_errors(fit, floor=0.0).of(2), error, rtol=2e-5)


def test_twenty_series_at_once_agree_with_statsmodels() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it and pandas say on loading
        import statsmodels.api as sm
    y, n, design = panel()
    fit = fit_counts(y, n, design)
    error = np.sqrt(np.diagonal(model_errors(fit, floor=0.0).covariance, axis1=1, axis2=2))
    for index in range(len(y)):
        family = sm.families.Poisson()
        model = sm.GLM(y[index], design, family=family, offset=np.log(n[index]))
        one = model.fit(scale="X2", tol=1e-13)
        np.testing.assert_allclose(fit.coefficients[index], one.params, rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(error[index], one.bse, rtol=1e-8)


@BESIDE
def test_every_case_is_matched_or_listed_with_a_reason() -> None:
    matched = {"m1_poisson_step_trend", "m3_quasipoisson_harmonic2", "m5_negbin_harmonic2",
               "m3_poisson_harmonic2_NeweyWest_lag3", "m3_residual_tests", "gls_AR1_front",
               "m3_poisson_harmonic2_HAC_lag3_noadj",
               "Arima(2,1,0)(0,1,1)12 + step + ramp", "quasipoisson_drivers", "quasipoisson_front",
               "quasipoisson_rear", "quasipoisson_VanKilled", "GEE exchangeable robust",
               "GEE independence robust"}  # fmt: skip
    listed = listed_differences()
    known = {row["model"] for peer in ("its_r", "statsmodels") for row in rows(peer, "results.csv")}
    assert not (known | {"statsmodels"}) - matched - listed - {"statsmodels"}


@BESIDE
def test_the_negative_binomial_of_the_manual_of_mass() -> None:
    """glm.nb(Days ~ Sex / (Age + Eth * Lrn)) on absences from school; odd terms are kept apart."""
    cells = [list(row.values()) for row in rows("stats_r", "input_quine.csv")]
    eth, sex, age, lrn, days = (np.array(column) for column in zip(*cells, strict=True))
    columns_of = {"(Intercept)": np.ones(len(days)), "SexM": (sex == "M").astype(float)}
    for group in ("F", "M"):
        here = (sex == group).astype(float)
        parts = {f"Age{a}": age == a for a in ("F1", "F2", "F3")}
        parts |= {
            "EthN": eth == "N",
            "LrnSL": lrn == "SL",
            "EthN:LrnSL": (eth == "N") & (lrn == "SL"),
        }
        columns_of |= {f"Sex{group}:{name}": here * part for name, part in parts.items()}
    fit = fit_negative_binomial(days.astype(float), 1.0, np.column_stack([*columns_of.values()]))
    truth = [row for row in rows("stats_r", "cluster_models.csv") if "quine" in row["model"]]
    assert len(truth) > 5
    for row in truth:
        at = list(columns_of).index(row["term"])
        assert fit.coefficients[0, at] == pytest.approx(float(row["estimate"]), rel=1e-5)
        assert np.sqrt(fit.bread[0, at, at]) == pytest.approx(float(row["se"]), rel=1e-5)
        assert 1 / fit.alpha[0] == pytest.approx(float(row["extra"].split("=")[1]), rel=1e-5)
