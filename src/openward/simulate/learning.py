"""What was learned: debriefs, own plans and their use, actions, support."""

from __future__ import annotations

import numpy as np

from openward.simulate import cells
from openward.simulate.cells import Columns
from openward.simulate.incidents import Incidents
from openward.simulate.people import Stays
from openward.simulate.world import DAY, HOUR, World

WHOSE = ("person", "staff", "witness")
ENTRIES = ("helps", "does_not_help", "early_signs", "communication")


def tables(incidents: Incidents, stays: Stays, world: World) -> dict[str, Columns]:
    """debriefs, debrief_offers, plans, plan_uses, actions, support."""
    plans, owner = _plans(stays, world)
    return {
        **_debriefs(incidents, world),
        "plans": plans,
        "plan_uses": _plan_uses(incidents, stays, world, owner),
        "actions": _actions(incidents, stays, world),
        "support": _support(incidents, world),
    }


def _debriefs(incidents: Incidents, world: World) -> dict[str, Columns]:
    random = world.random("debriefs")
    offered = random.random(len(incidents)) < world.scenario["duties"]["debrief_offered"]
    of = np.flatnonzero(offered & incidents.with_measure)
    at = incidents.end[of] + random.integers(2, 60, len(of)) * HOUR
    past = at + 40 * HOUR < world.end
    of, at = of[past], at[past]
    answer = random.choice(3, len(of), p=[0.6, 0.25, 0.15])
    held = at + random.integers(1, 40, len(of)) * HOUR
    whose = random.choice(3, len(of), p=[0.6, 0.3, 0.1])
    index = np.arange(len(of))
    return {
        "debriefs": {
            "debrief_id": cells.ids("e", index),
            "incident_id": cells.ids("i", of),
            "whose": cells.coded(whose, WHOSE),
            "kind": cells.coded(random.integers(0, 2, len(of)), ("immediate", "formal")),
            "held_at": cells.moments(held, answer != 0),
            "facilitator_role": cells.coded(
                random.integers(0, 3, len(of)), ("nurse", "peer_worker", "psychologist")
            ),
            "chosen_by_person": cells.yes_no(random.random(len(of)) < 0.3),
        },
        "debrief_offers": {
            "debrief_id": cells.ids("e", index),
            "offered_at": cells.moments(at),
            "by_role": cells.same("nurse", len(of)),
            "answer": cells.coded(answer, ("yes", "no", "later")),
            "reason": cells.coded(
                random.integers(0, 3, len(of)),
                ("too_soon", "not_said", "does_not_want_to_speak"),
                answer == 0,
            ),
        },
    }


def _plans(stays: Stays, world: World) -> tuple[Columns, cells.Ints]:
    """The plans, and the plan of each stay: −1 where there is none."""
    random = world.random("plans")
    has = np.flatnonzero(random.random(len(stays)) < 0.5)
    started = np.maximum(stays.start[has], world.begin - 90 * DAY) // DAY + 1
    owner = np.full(len(stays), -1)
    owner[has] = np.arange(len(has))
    made = ("by_person", "with_person", "without_person")
    return {
        "plan_id": cells.ids("q", np.arange(len(has))),
        "person_id": cells.ids("p", stays.person[has]),
        "version": cells.whole(np.ones(len(has))),
        "started_on": cells.days(started),
        "made": cells.coded(random.choice(3, len(has), p=[0.2, 0.6, 0.2]), made),
        "agreed": cells.yes_no(random.random(len(has)) < 0.7),
        "review_due_on": cells.days(started + 365),
    }, owner


def _plan_uses(incidents: Incidents, stays: Stays, world: World, owner: cells.Ints) -> Columns:
    random = world.random("plan uses")
    of = np.flatnonzero((owner[incidents.stay] >= 0) & (random.random(len(incidents)) < 0.5))
    looked = random.random(len(of)) < 0.7
    return {
        "incident_id": cells.ids("i", of),
        "plan_id": cells.ids("q", owner[incidents.stay[of]]),
        "entry": cells.coded(random.integers(0, 4, len(of)), ENTRIES),
        "looked_at": cells.yes_no(looked),
        "tried": cells.yes_no(looked & (random.random(len(of)) < 0.7)),
        "helped": cells.coded(
            random.integers(0, 4, len(of)), ("yes", "partly", "no", "not_recorded")
        ),
    }


def _actions(incidents: Incidents, stays: Stays, world: World) -> Columns:
    random = world.random("actions")
    of = np.flatnonzero(incidents.with_measure & (random.random(len(incidents)) < 0.15))
    due = incidents.end[of] // DAY + 14
    done = due + random.integers(-10, 20, len(of))
    return {
        "action_id": cells.ids("t", np.arange(len(of))),
        "incident_id": cells.ids("i", of),
        "ward_id": cells.ids("w", stays.ward[incidents.stay[of]]),
        "kind": cells.coded(random.integers(0, 2, len(of)), ("plan", "service")),
        "owner_role": cells.coded(random.integers(0, 2, len(of)), ("nurse", "doctor")),
        "due_on": cells.days(due),
        "done_on": cells.days(done, done > world.end // DAY),
    }


def _support(incidents: Incidents, world: World) -> Columns:
    random = world.random("support")
    of = np.flatnonzero(incidents.with_measure & (random.random(len(incidents)) < 0.4))
    at = np.minimum(incidents.end[of] + random.integers(1, 48, len(of)) * HOUR, world.end)
    return {
        "incident_id": cells.ids("i", of),
        "for": cells.coded(random.integers(0, 3, len(of)), WHOSE),
        "offered_at": cells.moments(at),
        "accepted": cells.yes_no(random.random(len(of)) < 0.5),
    }
