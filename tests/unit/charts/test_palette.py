"""Contrast as WCAG 2.2 defines it; colour vision as Machado, Oliveira and Fernandes simulate it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from openward.charts import palette

# Severity 1.0, on linear RGB. doi:10.1109/TVCG.2009.113
SIMULATIONS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
RGB_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = RGB_TO_XYZ @ np.ones(3)
PAIRS = [*itertools.combinations(palette.SERIES, 2), (palette.DOTS, palette.HIGHLIGHT)]
MARKS = (
    palette.DOTS, palette.HIGHLIGHT, palette.GOAL, palette.REFERENCE, palette.BREAK, *palette.SERIES
)  # fmt: skip


def encoded(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def linear(rgb: np.ndarray) -> np.ndarray:
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast_on_white(rgb: np.ndarray) -> float:
    luminance = float(linear(rgb) @ np.array([0.2126, 0.7152, 0.0722]))
    return 1.05 / (luminance + 0.05)


def lab(colour: str, vision: str) -> np.ndarray:
    seen = np.clip(SIMULATIONS[vision] @ linear(encoded(colour)), 0, 1)
    ratio = (RGB_TO_XYZ @ seen) / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_contrast_formula_gives_the_published_extremes() -> None:
    assert contrast_on_white(encoded("#000000")) == pytest.approx(21)
    assert contrast_on_white(encoded("#767676")) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("colour", MARKS)
def test_marks_stand_out_from_white(colour: str) -> None:
    assert contrast_on_white(encoded(colour)) >= 3


@pytest.mark.parametrize("colour", [palette.TEXT, palette.QUIET_TEXT, palette.BREAK])
def test_words_can_be_read_on_white(colour: str) -> None:
    assert contrast_on_white(encoded(colour)) >= 4.5


def test_one_translucent_dot_alone_still_stands_out() -> None:
    blended = palette.CROWD_OPACITY * encoded(palette.DOTS) + (1 - palette.CROWD_OPACITY)
    assert contrast_on_white(blended) >= 3


@pytest.mark.parametrize("vision", SIMULATIONS)
@pytest.mark.parametrize(
    "pair", [*itertools.combinations(palette.SERIES, 2), (palette.DOTS, palette.HIGHLIGHT)]
)
def test_series_differ_for_every_colour_vision(vision: str, pair: tuple[str, str]) -> None:
    # CIE76 distance; about 2 can just be told apart side by side, 20 at a glance.
    first, second = (lab(colour, vision) for colour in pair)
    assert np.linalg.norm(first - second) >= 20
