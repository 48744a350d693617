"""Round ticks that start at zero, and labels that need no English of the renderer's."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

Spec = dict[str, Any]

STEPS = (1, 2, 2.5, 5, 10)
ROUND_NUMBERS = (1, 2, 5)


def linear_ticks(largest: float, most: int) -> list[float]:
    """0 and equal steps up to the first round number that is not below `largest`."""
    if largest <= 0:
        return [0.0, 1.0]
    rough = largest / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in STEPS if s * power >= rough * (1 - 1e-9))
    count = math.ceil(largest / step - 1e-9)
    return [round(i * step, 12) for i in range(count + 1)]


def root_ticks(largest: float, exponent: float, most: int) -> list[float]:
    """0 and round numbers up to `largest`, none closer together on the paper than 1 / most."""
    kept: list[float] = []
    above = 1 + 1 / most
    for tick in reversed(round_numbers(largest * 1e-6, largest)):
        height = (tick / largest) ** exponent
        if above - height >= 1 / most and height >= 0.75 / most:
            kept.append(tick)
            above = height
    return [0.0, *reversed(kept)]


def log_ticks(smallest: float, largest: float, most: int) -> list[float]:
    """Powers of ten between the two; 1, 2, 5 between them where there is room."""
    ticks = round_numbers(smallest, largest)
    if len(ticks) > most:
        ticks = [tick for tick in ticks if math.log10(tick).is_integer()]
    while len(ticks) > most:
        ticks = ticks[::2]
    return ticks


def round_numbers(low: float, high: float) -> list[float]:
    """1, 2 and 5 times every power of ten from low to high, both included."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    numbers = [float(f"{n}e{power}") for power in powers for n in ROUND_NUMBERS]
    return [number for number in numbers if low <= number <= high]


def axis(ticks: Sequence[float], labels: Sequence[str | list[str]], /, **settings: object) -> Spec:
    """An axis with exactly these ticks; a label that is a list has several lines."""
    by_value = {f"{tick:.15g}": label for tick, label in zip(ticks, labels, strict=True)}
    return {
        "values": list(ticks),
        "labelExpr": f"({json.dumps(by_value)})[format(+datum.value, '.15~g')]",
        **settings,
    }
