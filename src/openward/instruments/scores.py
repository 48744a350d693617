"""Whether a score can be kept: it is one of the instrument, and within its range."""

from __future__ import annotations

import math

from openward.instruments.instrument import Instrument
from openward.problems import BadInput, Problem, one_of


def check_score(instrument: Instrument, score_id: str, value: float) -> None:
    """Refuse a number that cannot have come out of this version.

    A range that is not known to us refuses nothing but what is no number.

    Raises
    ------
    BadInput
        The instrument has no such score, or the value is outside of its range.
    """
    score = instrument.score(score_id)
    if score is None:
        known = [score.id for score in instrument.scores]
        remedy = one_of(known) if known else "its answers are kept one by one, never added up"
        raise BadInput(Problem(f"is no score of {instrument.code}", remedy, column=score_id))
    low = -math.inf if score.low is None else score.low
    high = math.inf if score.high is None else score.high
    if not math.isfinite(value) or not low <= value <= high:
        raise BadInput(Problem("cannot come out of this version", f"from {low:g} to {high:g}",
                               column=score_id, value=f"{value:g}"))  # fmt: skip
