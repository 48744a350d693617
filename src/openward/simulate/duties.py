"""What the law looks at, at plausible moments, sometimes late and sometimes missing."""

from __future__ import annotations

import numpy as np

from openward.simulate import cells
from openward.simulate.cells import Columns, Ints
from openward.simulate.measures import CHEMICAL, LOST, MANUAL, SEGREGATION, Measures
from openward.simulate.people import Stays
from openward.simulate.world import HOUR, MINUTE, World

#: Orders are renewed, and reviews held, about this often.
RENEWED, REVIEWED = 4 * HOUR, 4 * HOUR
MOST_RENEWALS, MOST_OBSERVATIONS = 20, 60


def tables(measures: Measures, stays: Stays, world: World) -> dict[str, Columns]:
    """orders, reviews, review_people, observations, notices, court_decisions."""
    seen = np.where(
        measures.state == LOST, measures.start + HOUR, np.minimum(measures.end, world.end)
    )
    reviews = _reviews(measures, seen, world)
    return {
        "orders": _orders(measures, seen, world),
        **reviews,
        "observations": _observations(measures, seen, world),
        "notices": _notices(measures, world),
        "court_decisions": _court_decisions(measures, seen, world),
    }


def _repeated(number: Ints) -> tuple[Ints, Ints]:
    """(row of the measure, running number within it) for so many rows each."""
    of = np.repeat(np.arange(len(number)), number)
    return of, np.arange(len(of)) - np.repeat(np.cumsum(number) - number, number)


def _orders(measures: Measures, seen: Ints, world: World) -> Columns:
    random = world.random("orders")
    number = 1 + np.minimum((seen - measures.start) // RENEWED, MOST_RENEWALS)
    number = np.where(measures.kind == SEGREGATION, 1, number)
    of, turn = _repeated(number)
    jitter = random.integers(0, 20, len(of)) * MINUTE
    made = measures.start[of] + np.where(turn > 0, turn * RENEWED - jitter, 0)
    index = np.arange(len(of))
    urgent = (turn == 0) & (random.random(len(of)) < 0.4)
    role = np.where(urgent, 0, 1 + (random.random(len(of)) < 0.5))
    return {
        "order_id": cells.ids("o", index),
        "measure_id": cells.ids("m", of),
        "previous_order_id": cells.ids("o", index - 1, turn == 0),
        "kind": cells.coded(np.minimum(turn, 1), ("order", "renewal")),
        "made_at": cells.moments(made),
        "valid_until": cells.moments(made + RENEWED),
        "role": cells.coded(role, ("specialist_nurse", "doctor", "psychiatrist")),
        "in_person": cells.yes_no(random.random(len(of)) < 0.8),
        "emergency": cells.yes_no(urgent),
        "confirmed_at": cells.moments(
            np.minimum(made + random.integers(5, 90, len(of)) * MINUTE, world.end), ~urgent
        ),
        "confirmed_by_role": cells.coded(np.zeros(len(of)), ("doctor",), ~urgent),
        "expected_minutes": cells.whole(random.integers(1, 24, len(of)) * 10, turn > 0),
        "recorded_at": cells.moments(
            np.minimum(made + random.integers(1, 40, len(of)) * MINUTE, world.end)
        ),
    }


def _reviews(measures: Measures, seen: Ints, world: World) -> dict[str, Columns]:
    random = world.random("reviews")
    number = 1 + np.minimum((seen - measures.start) // REVIEWED, MOST_RENEWALS)
    number = np.where((measures.kind == MANUAL) | (seen - measures.start < HOUR), 0, number)
    of, turn = _repeated(number)
    done = (
        measures.start[of]
        + 40 * MINUTE
        + turn * REVIEWED
        + random.integers(-30, 20, len(of)) * MINUTE
    )
    held = (random.random(len(of)) >= world.scenario["duties"]["missed_review"]) & (done < seen[of])
    of, done = of[held], done[held]
    index = np.arange(len(of))
    return {
        "reviews": {
            "review_id": cells.ids("r", index),
            "measure_id": cells.ids("m", of),
            "kind": cells.coded(random.integers(0, 2, len(of)), ("medical", "nursing")),
            "started_at": cells.moments(done - 5 * MINUTE),
            "done_at": cells.moments(done),
            "mode": cells.coded(
                random.choice(3, len(of), p=[0.85, 0.1, 0.05]), ("in_person", "telephone", "camera")
            ),
            "outcome": cells.same("continue", len(of)),
            "why_not_ended": cells.coded(
                random.integers(0, 4, len(of)),
                ("danger_continues", "person_asleep", "no_staff", "not_recorded"),
            ),
            "recorded_at": cells.moments(
                np.minimum(done + random.integers(1, 30, len(of)) * MINUTE, world.end)
            ),
        },
        "review_people": {
            "review_id": cells.ids("r", index),
            "role": cells.coded(
                random.integers(0, 3, len(of)), ("doctor", "psychiatrist", "nurse")
            ),
            "involved_in_decision": cells.yes_no(random.random(len(of)) < 0.5),
            "from_outside": cells.yes_no(random.random(len(of)) < 0.1),
        },
    }


def _observations(measures: Measures, seen: Ints, world: World) -> Columns:
    """Moments at an interval; one continuous watch for whoever is held or tied."""
    random = world.random("observations")
    every = int(world.scenario["duties"]["minutes_between_observations"]) * MINUTE
    watched = (measures.kind == MANUAL) | (
        (measures.kind == 2) & (random.random(len(measures)) < 0.5)
    )
    number = np.minimum((seen - measures.start - 1) // every, MOST_OBSERVATIONS)
    number = np.where(watched, 1, np.where(measures.kind == CHEMICAL, 2, number))
    of, turn = _repeated(np.maximum(number, 0))
    through = watched[of]
    jitter = random.integers(0, 6, len(of)) * MINUTE
    start = measures.start[of] + np.where(through, 0, (turn + 1) * every - jitter)
    beyond = (start >= seen[of]) & ~through & (measures.kind[of] != CHEMICAL)
    kept = ~beyond & (start <= world.end)
    of, start, through = of[kept], start[kept], through[kept]
    number_of_rows = len(of)
    return {
        "observation_id": cells.ids("b", np.arange(number_of_rows)),
        "measure_id": cells.ids("m", of),
        "started_at": cells.moments(start),
        "ended_at": cells.moments(seen[of], ~through),
        "mode": cells.coded(
            np.where(through, 0, random.choice(3, number_of_rows, p=[0.3, 0.6, 0.1]) + 1),
            ("same_room", "in_sight", "window", "camera"),
        ),
        "role": cells.coded(random.integers(0, 2, number_of_rows), ("nurse", "nursing_assistant")),
        "recorded_at": cells.moments(
            np.minimum(start + random.integers(0, 20, number_of_rows) * MINUTE, world.end)
        ),
    }


def _notices(measures: Measures, world: World) -> Columns:
    random = world.random("notices")
    to = ("person", "family", "legal_representative", "prosecutor", "chosen_person")
    number = random.binomial(2, world.scenario["duties"]["told"], len(measures))
    of, turn = _repeated(number)
    sent = measures.start[of] + random.integers(10, 3000, len(of)) * MINUTE
    told = sent < world.end
    of, turn, sent = of[told], turn[told], sent[told]
    return {
        "notice_id": cells.ids("n", np.arange(len(of))),
        "measure_id": cells.ids("m", of),
        "to": cells.coded(np.where(turn == 0, 0, random.integers(1, 5, len(of))), to),
        "about": cells.same("start", len(of)),
        "sent_at": cells.moments(sent),
        "received_at": cells.moments(sent),
        "recorded_at": cells.moments(sent),
    }


def _court_decisions(measures: Measures, seen: Ints, world: World) -> Columns:
    random = world.random("courts")
    of = np.flatnonzero((seen - measures.start > 24 * HOUR) & (random.random(len(measures)) < 0.8))
    asked = measures.start[of] + random.integers(12, 40, len(of)) * HOUR
    known = asked < world.end
    of, asked = of[known], asked[known]
    decided = asked + random.integers(2, 30, len(of)) * HOUR
    return {
        "decision_id": cells.ids("c", np.arange(len(of))),
        "measure_id": cells.ids("m", of),
        "asked_at": cells.moments(asked),
        "asked_by": cells.same("director", len(of)),
        "decided_at": cells.moments(np.minimum(decided, world.end), decided >= world.end),
        "outcome": cells.coded(
            random.integers(0, 2, len(of)), ("continued", "ended"), decided >= world.end
        ),
    }
