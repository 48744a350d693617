"""Questions about what belongs to a measure: breaks, doses, orders, reviews, observations."""

from __future__ import annotations

import numpy as np

from openward.register.dataset import Dataset, Mask, Rows
from openward.register.intervals import starts_within_an_earlier
from openward.register.question import DAY, HOUR, Question, ask, end_or_open

MEASURE = "measure_id"
#: So many observations in equal steps, written down at one moment, are asked about.
FEWEST_EVEN = 6


def _before(table: str, column: str, words: str) -> Question:
    return ask(f"{table}_before", f"{table}.{column}", f"{words} before the measure began",
               "look at the times of both",
               lambda d: d.numbers(table, column) < d.through(table, MEASURE, "started_at")
               )  # fmt: skip


def _after(table: str, column: str, words: str) -> Question:
    return ask(f"{table}_after", f"{table}.{column}", f"{words} after the measure ended",
               "look at the times of both",
               lambda d: d.numbers(table, column) > d.through(table, MEASURE, "ended_at")
               )  # fmt: skip


def _overlaps(table: str, words: str) -> Question:
    def found(d: Dataset) -> Rows:
        (groups,) = d.groups((table, MEASURE))
        starts = d.numbers(table, "started_at")
        return starts_within_an_earlier(groups, starts, end_or_open(d, table))

    return ask(f"overlapping_{table}", f"{table}.started_at",
               f"{words} that starts during that of row {{other}}", "look at the times", found
               )  # fmt: skip


def _breaks_longer(d: Dataset) -> Mask:
    """Where all breaks of a measure together are longer than it."""
    measure = d.rows_of("breaks", MEASURE)
    lengths = d.numbers("breaks", "ended_at") - d.numbers("breaks", "started_at")
    total = np.zeros(d.count("measures") + 1)
    np.add.at(total, measure, np.nan_to_num(lengths))
    length = d.through("breaks", MEASURE, "ended_at") - d.through("breaks", MEASURE, "started_at")
    longer: Mask = (measure >= 0) & (total[measure] > length)
    return longer


def _dose_far_from_its_measure(d: Dataset) -> Mask:
    given = d.numbers("doses", "given_at")
    start, end = (d.through("doses", MEASURE, name) for name in ("started_at", "ended_at"))
    measure = d.rows_of("doses", MEASURE)
    point = np.append(d.has_code("measures", "end_state", "point"), False)[measure]
    far = np.abs(given - start) > HOUR
    return np.where(point, far, (given < start) | (given > end))


def _ran_past_the_death(d: Dataset) -> Mask:
    died = d.numbers("deaths", "died_at")
    ended = d.through("deaths", MEASURE, "ended_at")
    late: Mask = ended > died
    return late


def _of_another_measure(d: Dataset) -> Mask:
    return d.differs("orders", MEASURE, "previous_order_id")


def _perfectly_even(d: Dataset) -> Mask:
    """Observations of one measure in exactly equal steps, all written down at one moment."""
    starts = d.numbers("observations", "started_at")
    (groups,) = d.groups(("observations", MEASURE))
    order = np.lexsort((starts, groups))
    first = np.r_[True, np.diff(groups[order]) != 0][: len(order)]
    begins = np.flatnonzero(first)
    if not len(begins):
        return np.zeros(0, dtype=bool)
    step = np.r_[0.0, np.diff(starts[order])]
    written = d.numbers("observations", "recorded_at")[order]
    # The step into the first observation is none: it takes the step after it.
    step[begins] = step[np.minimum(begins + 1, len(step) - 1)]
    even = _all_equal(step, begins) & _all_equal(written, begins)
    even &= np.diff(np.r_[begins, len(order)]) >= FEWEST_EVEN
    found = np.zeros(len(order), dtype=bool)
    # One row stands for the measure: its first observation.
    found[order[begins[even]]] = True
    return found


def _all_equal(values: np.ndarray, begins: Rows) -> Mask:
    same: Mask = np.minimum.reduceat(values, begins) == np.maximum.reduceat(values, begins)
    return same


def _names_nothing(table: str) -> Question:
    return ask("names_nothing", table, "neither a measure nor a stay is named", "name one of them",
               lambda d: ~d.filled(table, MEASURE) & ~d.filled(table, "stay_id"))  # fmt: skip


def _day_outside(d: Dataset) -> Mask:
    day = d.numbers("segregation_days", "day")
    start, end = (d.through("segregation_days", MEASURE, n) for n in ("started_at", "ended_at"))
    # A day of grace on both sides: the day of the ward is not that of UTC.
    return (day < np.floor(start / DAY) - 1) | (day > end / DAY + 1)


QUESTIONS = (
    _before("breaks", "started_at", "a break"),
    _after("breaks", "started_at", "a break"),
    _overlaps("breaks", "a break"),
    ask("breaks_longer", "breaks.measure_id", "the breaks are longer than the measure",
        "look at the times", _breaks_longer),
    _before("measure_places", "started_at", "a place"),
    _after("measure_places", "started_at", "a place"),
    _overlaps("measure_places", "a place"),
    ask("dose_elsewhere_in_time", "doses.given_at",
        "a dose outside its measure, or more than an hour from a chemical one",
        "look at the times of both", _dose_far_from_its_measure),
    ask("orders_before", "orders.made_at", "an order made more than a day before the measure began",
        "look at the times of both", lambda d: d.numbers("orders", "made_at")
        < d.through("orders", MEASURE, "started_at") - DAY),
    _after("orders", "made_at", "an order made"),
    ask("order_of_another_measure", "orders.previous_order_id",
        "the order before it is one of another measure", "correct one of the two",
        _of_another_measure),
    ask("confirmed_before", "orders.confirmed_at", "confirmed before it was made",
        "look at the times", lambda d: d.numbers("orders", "confirmed_at")
        < d.numbers("orders", "made_at")),
    _before("reviews", "started_at", "a review"),
    _after("reviews", "started_at", "a review"),
    _before("observations", "started_at", "an observation"),
    _after("observations", "started_at", "an observation"),
    ask("even_observations", "observations.measure_id",
        f"{FEWEST_EVEN} or more observations in exactly equal steps, written at one moment",
        "ask how they are written down on this ward", _perfectly_even),
    _before("notices", "sent_at", "a notice sent"),
    _before("court_decisions", "asked_at", "a court asked"),
    _names_nothing("notices"),
    _names_nothing("court_decisions"),
    _before("deaths", "died_at", "a death"),
    ask("runs_past_death", "deaths.died_at", "the measure went on after the death",
        "look at the times of both", _ran_past_the_death),
    ask("segregation_day_outside", "segregation_days.day", "a day outside its measure",
        "look at the days of both", _day_outside),
)  # fmt: skip
