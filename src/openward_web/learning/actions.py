"""Everything that is written while learning. Each is one entry; see the ledger."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from openward_web.learning.models import Action, Debrief, HouseRule, PlanUse, Voice
from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.people.models import Plan, PlanLine
from openward_web.recording.models import Incident
from openward_web.recording.moments import derived
from openward_web.wards.models import Ward

TEXTS = ("words", "led_up", "helped", "hurt", "needed")
CODES = ("plan_at_hand", "plan_followed", "avoidable", "harm")


def subject_of(incident_id: UUID) -> str:
    """All entries of learning from an incident stand beside it."""
    return f"learning:{incident_id}"


def offer_debrief(
    *, entry_id: UUID, by: Actor, at: datetime, incident: Incident, whose: str, kind: str,
    by_role: str | None, answer: str | None, reason: str | None, debrief: Debrief | None = None,
) -> UUID:  # fmt: skip
    """A debrief is offered, for the first time or again, and the answer; a reason is optional."""
    key = debrief.pk if debrief else derived(entry_id, "debrief")
    new: dict[str, list[Row]] = {}
    if debrief is None:
        new["debriefs"] = [{"debrief_id": key, "incident_id": incident.pk, "whose": whose,
                            "kind": kind}]  # fmt: skip
    new["debrief_offers"] = [
        {"row_id": derived(entry_id, "offer"), "debrief_id": key, "offered_at": at,
         "by_role": by_role or None, "answer": answer or None, "reason": reason or None}
    ]  # fmt: skip
    _about("offer_debrief", entry_id, by, at, incident, new=new)
    return key


def hold_debrief(
    *, entry_id: UUID, by: Actor, at: datetime, debrief: Debrief, facilitator_role: str | None,
    chosen_by_person: bool | None,
) -> None:  # fmt: skip
    """The talk took place."""
    row = {"debrief_id": debrief.pk, "held_at": at, "facilitator_role": facilitator_role or None,
           "chosen_by_person": chosen_by_person}  # fmt: skip
    _about("hold_debrief", entry_id, by, at, debrief.incident, changed={"debriefs": [row]})


def add_voice(
    *, entry_id: UUID, by: Actor, at: datetime, incident: Incident, whose: str, written_by: str,
    language: str, said: dict[str, Any],
) -> UUID:  # fmt: skip
    """Somebody's own account. It stands beside the others and is never edited: more can be added.

    said: texts, codes, and for_ward, for_advocate, for_monitor for the person's own.
    """
    key = derived(entry_id, "voice")
    row = {"voice_id": key, "incident_id": incident.pk, "whose": whose, "written_by": written_by,
           "language": language, "written_at": at}  # fmt: skip
    row |= {name: said.get(name) or "" for name in TEXTS}
    row |= {name: said.get(name) or None for name in CODES}
    row |= {f"for_{who}": bool(said.get(f"for_{who}")) for who in ("ward", "advocate", "monitor")}
    _about("add_voice", entry_id, by, at, incident, new={"voices": [row]})
    return key


def choose_voice_readers(
    *, entry_id: UUID, by: Actor, at: datetime, voice: Voice, ward: bool, advocate: bool,
    monitor: bool,
) -> None:  # fmt: skip
    """Whom the person lets read an account of theirs."""
    row = {"voice_id": voice.pk, "for_ward": ward, "for_advocate": advocate, "for_monitor": monitor}
    _about("choose_voice_readers", entry_id, by, at, voice.incident, changed={"voices": [row]})


def dispute(
    *, entry_id: UUID, by: Actor, at: datetime, incident: Incident, words: str, language: str
) -> None:
    """The person says what is wrong in the record; it stands there from now on."""
    row = {"dispute_id": derived(entry_id, "dispute"), "incident_id": incident.pk, "words": words,
           "language": language, "written_at": at}  # fmt: skip
    _about("dispute", entry_id, by, at, incident, new={"disputes": [row]})


def use_plan(
    *, entry_id: UUID, by: Actor, at: datetime, incident: Incident, plan: Plan,
    line: PlanLine | None, entry: str | None, **said: Any,
) -> None:  # fmt: skip
    """The plan was looked at, a line of it tried, it helped or not. One row for a line."""

    def rows() -> dict[str, Any]:
        stands = PlanUse.objects.filter(incident=incident, line=line).first()
        if stands:
            return payload_of(changed={"plan_uses": [{"row_id": stands.pk, **said}]})
        row = {"row_id": derived(entry_id, "use"), "incident_id": incident.pk, "plan_id": plan.pk,
               "entry": entry or None, "line_id": line.pk if line else None, **said}  # fmt: skip
        return payload_of(new={"plan_uses": [row]})

    write("use_plan", entry_id=entry_id, subject=subject_of(incident.pk), by=by, occurred_at=at,
          person_id=incident.person_id, payload=rows)  # fmt: skip


def offer_support(
    *, entry_id: UUID, by: Actor, at: datetime, incident: Incident, to: str, accepted: bool | None
) -> None:
    """Support was offered to the person, to staff or to a witness."""
    row = {"row_id": derived(entry_id, "support"), "incident_id": incident.pk, "for": to,
           "offered_at": at, "accepted": accepted}  # fmt: skip
    _about("offer_support", entry_id, by, at, incident, new={"support": [row]})


def see_incident(*, entry_id: UUID, by: Actor, at: datetime, incident: Incident) -> None:
    """A lead has read what happened."""
    row = {"row_id": derived(entry_id, "seen"), "incident_id": incident.pk,
           "account_id": by.account_id, "seen_at": at}  # fmt: skip
    _about("see_incident", entry_id, by, at, incident, new={"seen_by_lead": [row]})


def ask_for_change(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, incident: Incident | None,
    said: dict[str, Any],
) -> UUID:  # fmt: skip
    """Something is to change: who does it, by when, and what the leaders are asked for."""
    key = derived(entry_id, "action")
    row = {"action_id": key, "incident_id": incident.pk if incident else None, "ward_id": ward.pk}
    row |= {name: cell for name, cell in said.items() if cell not in {None, ""}}
    # About the service: it belongs to nobody's record, and stays when a record is removed.
    _of_ward("ask_for_change", entry_id, by, at, ward.pk, new={"actions": [row]})
    return key


def finish_action(*, entry_id: UUID, by: Actor, at: datetime, action: Action, day: date) -> None:
    """It is done."""
    row = {"action_id": action.pk, "done_on": day}
    _of_ward("finish_action", entry_id, by, at, action.ward_id, changed={"actions": [row]})


def answer_request(
    *, entry_id: UUID, by: Actor, at: datetime, action: Action, day: date, answer: str
) -> None:
    """A lead answers what the ward asked for."""
    row = {"action_id": action.pk, "leader_answered_on": day, "answer": answer}
    _of_ward("answer_request", entry_id, by, at, action.ward_id, changed={"actions": [row]})


def add_house_rule(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, text: str
) -> None:  # fmt: skip
    """A house rule because of which something was refused."""
    row = {"rule_id": derived(entry_id, "rule"), "ward_id": ward.pk, "text": text}
    _of_ward("add_house_rule", entry_id, by, at, ward.pk, new={"house_rules": [row]})


def decide_house_rule(
    *, entry_id: UUID, by: Actor, at: datetime, rule: HouseRule, decision: str, day: date
) -> None:
    """Keep, change or drop it."""
    row = {"rule_id": rule.pk, "decision": decision, "decided_on": day}
    _of_ward("decide_house_rule", entry_id, by, at, rule.ward_id, changed={"house_rules": [row]})


def _about(
    action: str, entry_id: UUID, by: Actor, at: datetime, incident: Incident,
    **rows: dict[str, list[Row]],
) -> None:  # fmt: skip
    write(action, entry_id=entry_id, subject=subject_of(incident.pk), by=by, occurred_at=at,
          person_id=incident.person_id, payload=payload_of(**rows))  # fmt: skip


def _of_ward(
    action: str, entry_id: UUID, by: Actor, at: datetime, ward_id: UUID,
    **rows: dict[str, list[Row]],
) -> None:  # fmt: skip
    write(action, entry_id=entry_id, subject=f"ward:{ward_id}", by=by, occurred_at=at,
          payload=payload_of(**rows))  # fmt: skip
