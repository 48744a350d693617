"""Draw a chart of a named kind, or of the kind that the data can bear (``auto``)."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from openward.statistics import limits as classical
from openward.statistics.chart_result import Asked, ControlChart, Flags, Floats
from openward.statistics.limits import LimitFunction, Limits
from openward.statistics.observations import Observations, observe
from openward.statistics.phases import each_phase
from openward.statistics.rare import exact_limits
from openward.statistics.sentences import chart_warnings, refused_unit


@dataclass(frozen=True)
class Kind:
    """How one kind of chart is made."""

    limits: LimitFunction
    counts_only: bool = False  # limits rest on counting events, so hours or days make no sense
    gaps: bool = False  # each row is one gap between two events
    needs_denominator: bool = False
    constant: float | None = None
    power: float = 1.0
    share: bool = False


KINDS = {
    "run": Kind(classical.run_limits),
    "i": Kind(classical.i_limits, constant=classical.I_CONSTANT),
    "xmr": Kind(classical.xmr_limits, constant=classical.XMR_CONSTANT),
    "mr": Kind(classical.mr_limits, constant=classical.MOVING_RANGE_UPPER),
    "c": Kind(classical.c_limits, counts_only=True),
    "u": Kind(classical.u_limits, counts_only=True, needs_denominator=True),
    "up": Kind(classical.up_limits, constant=classical.I_CONSTANT, needs_denominator=True),
    "p": Kind(classical.p_limits, counts_only=True, needs_denominator=True, share=True),
    "pp": Kind(
        classical.pp_limits, constant=classical.I_CONSTANT, needs_denominator=True, share=True
    ),
    "ip": Kind(classical.ip_limits, constant=3.0, needs_denominator=True),
    "g": Kind(classical.g_limits, gaps=True),
    "t": Kind(
        classical.t_limits, gaps=True, constant=classical.I_CONSTANT, power=classical.T_POWER
    ),
    "u_exact": Kind(exact_limits, counts_only=True),
}


def control_chart(  # noqa: PLR0913 -- the public face of the room: every option by its name
    kind: str,
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike | None = None,
    *,
    multiplier: float = 1.0,
    phase: npt.ArrayLike | None = None,
    baseline: int | None = None,
    exclude: npt.ArrayLike | None = None,
    screen: bool = False,
    centre: npt.ArrayLike | None = None,
    numerator_unit: str = "count",
    denominator_unit: str = "bed-days",
) -> ControlChart:
    """Centre line and limits of many series at once.

    Parameters
    ----------
    kind
        ``auto`` or a name in ``KINDS``. A named kind is always computed, from 2 points and with
        all zeros too; only ``auto`` withholds or switches.
    numerator, denominator
        Series × time (a single series may be flat), ≥ 0, NaN = missing or padding. A denominator of
        0, only with numerator 0, is a gap. ``c``, ``g`` and ``t`` do not use the denominator.
    multiplier
        1000: per 1,000 bed-days. Without a denominator the value is the numerator as it is.
    phase, baseline, exclude
        Labels that never go back, time or series × time (``phases_from_starts``); number of first
        points of each phase that make its limits; True where a point is left out of the limits.
    screen
        Drop moving ranges over 3.27 × their mean once (xmr, i, ip, up, pp, t).
    centre
        A given centre line, in the unit of the value, for all series or one per series.
    numerator_unit
        ``count``, ``persons``, ``hours`` or ``days``.

    Raises
    ------
    ValueError
        Unknown kind, a missing denominator, numbers that cannot be, or hours where only events
        make sense (u, c, p, g, t, u_exact).
    """
    how = _kind(kind, denominator is None, numerator_unit)
    used = None if kind == "c" or how.gaps else denominator
    unit = multiplier if used is not None else 1.0
    given = None if centre is None else np.asarray(centre, dtype=np.float64) / unit
    seen = observe(numerator, used, phase=phase, baseline=baseline, exclude=exclude, centre=given)
    return _drawn(kind, seen, Asked(unit, baseline, screen, numerator_unit, denominator_unit))


def _drawn(kind: str, seen: Observations, asked: Asked) -> ControlChart:
    if kind != "auto":
        return named_chart(kind, seen, asked)
    if seen.centre is not None:
        raise ValueError("centre: auto works out its own centre line; name a kind instead")
    from openward.statistics.automatic import automatic_chart

    return automatic_chart(seen, asked)


def _kind(kind: str, bare: bool, unit: str) -> Kind:
    if kind == "auto":
        return Kind(exact_limits)
    if kind not in KINDS:
        raise ValueError(f"kind: {kind!r} is not one of {', '.join(['auto', *KINDS])}")
    how = KINDS[kind]
    reason = refused_unit(kind, unit, how.counts_only, how.gaps)
    if reason:
        raise ValueError(reason)
    if bare and how.needs_denominator:
        raise ValueError(f"denominator: a {kind} chart needs one")
    return how


def named_chart(kind: str, seen: Observations, asked: Asked) -> ControlChart:
    """Chart of one named kind from checked observations."""
    how = KINDS[kind]
    if kind == "mr":
        seen = _as_moving_ranges(seen)
    found = _limits_by_phase(how, seen, asked.screen)
    shape = seen.value.shape
    multiplier = asked.multiplier
    chart = ControlChart(
        kind=kind,
        kinds=(kind,) * shape[0],
        value=_scaled(seen.value, multiplier, shape),
        denominator=seen.denominator,
        centre=_scaled(found.centre, multiplier, shape),
        lower=_scaled(found.lower, multiplier, shape),
        upper=_scaled(found.upper, multiplier, shape),
        middle=_scaled(found.middle, multiplier, shape),
        sigma=_scaled(found.sigma, multiplier, shape),
        power=how.power,
        phase=seen.phase,
        include=seen.include,
        withheld=np.broadcast_to(np.zeros((1, 1), dtype=np.bool_), shape),
        multiplier=multiplier,
        baseline=asked.baseline,
        screen=asked.screen and how.constant is not None and kind != "mr",
        constant=how.constant,
        numerator_unit=asked.numerator_unit,
        denominator_unit=asked.denominator_unit,
        run_limits="exact" if kind == "u_exact" else "published",
    )
    return replace(chart, warnings=chart_warnings(chart))


def _scaled(numbers: Floats, factor: float, shape: tuple[int, ...]) -> Floats:
    return np.broadcast_to(numbers if factor == 1 else numbers * factor, shape)


def _as_moving_ranges(seen: Observations) -> Observations:
    """Replace each value by its distance from the one before, within the phase."""
    ranges = np.full(seen.value.shape, np.nan)
    ranges[:, 1:] = np.abs(np.diff(seen.value, axis=1))
    ranges[:, 1:][seen.phase[:, 1:] != seen.phase[:, :-1]] = np.nan
    return replace(seen, value=ranges, base=seen.base & np.isfinite(ranges))


def _limits_by_phase(how: Kind, seen: Observations, screen: bool) -> Limits:
    pieces = [
        (where, how.limits(seen, seen.base if where is None else seen.base & where, screen))
        for where in each_phase(seen.phase)
    ]
    if len(pieces) == 1:
        return pieces[0][1]
    return Limits(
        *(
            _joined([(where, getattr(part, name)) for where, part in pieces], seen.value.shape)
            for name in ("centre", "middle", "sigma", "lower", "upper")
        )
    )


def _joined(parts: list[tuple[Flags | None, Floats]], shape: tuple[int, ...]) -> Floats:
    whole = np.full(shape, np.nan)
    for where, numbers in parts:
        np.copyto(whole, numbers, where=True if where is None else where)
    return whole
