"""What every time chart is: values, a centre line, limits, and how they were computed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Asked:
    """What was asked of a chart besides its numbers; see ``control_chart``."""

    multiplier: float = 1.0
    baseline: int | None = None
    screen: bool = False
    numerator_unit: str = "count"
    denominator_unit: str = "bed-days"


@dataclass(frozen=True, eq=False)
class ControlChart:
    """Charts of many series at once; every array is series × time.

    Attributes
    ----------
    kind
        The kind that was asked for; ``kinds`` holds the kind computed for each series
        (they differ only under ``auto``, which may also give ``table`` or ``zero``).
    value
        numerator / denominator × multiplier, or the numerator; NaN is a gap
        (missing, suppressed, or nobody was there): never zero.
    denominator
        As given (bed-days, persons …), or None.
    centre, lower, upper
        In the unit of ``value``; ``lower`` is never below zero. NaN where there is no limit.
    middle, sigma
        Where the limits are centred and one third of their uncut half-width, in the unit of
        ``value ** power``. NaN where limits are not of that form (run, u_exact).
    phase
        Integer label of the phase of each point.
    include
        False where a point was left out of centre and limits on request.
    withheld
        True where no limit and no signal may be drawn (``auto`` below 12 points).
    screen, constant
        Whether large moving ranges were dropped once, and the factor that turns the mean
        moving range (or, for primes, its standardised form) into the half-width of the limits.
    run_limits
        ``published`` (Anhøj), or ``exact`` (conditional probability; ``u_exact`` and ``auto``).
    reasons
        Under ``auto``: one plain sentence per series that says why this chart.
    warnings
        Plain sentences about what limits the reading of this chart.
    """

    kind: str
    kinds: tuple[str, ...]
    value: Floats
    denominator: Floats | None
    centre: Floats
    lower: Floats
    upper: Floats
    middle: Floats
    sigma: Floats
    power: float
    phase: Integers
    include: Flags
    withheld: Flags
    multiplier: float
    baseline: int | None
    screen: bool
    constant: float | None
    numerator_unit: str
    denominator_unit: str
    run_limits: str
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
