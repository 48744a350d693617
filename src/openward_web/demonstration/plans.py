"""Own plans of the people of the demonstration, and one debrief: every word of it is invented."""

from datetime import datetime
from uuid import UUID, uuid5

from openward_web.demonstration.rows import SPACE
from openward_web.learning import actions as learning
from openward_web.ledger.writing import Actor
from openward_web.people import actions
from openward_web.people.models import Plan, PlanLine
from openward_web.recording.models import Incident
from openward_web.wards.models import Stay, Ward

BY = Actor(account_id=None, device_id=None, zone="Europe/Bratislava")
#: Each set is one person's: part, then the lines of it in the order in which they said them.
SAID: tuple[dict[str, tuple[str, ...]], ...] = (
    {
        "do": ("Sit down with me and be quiet", "Let me walk in the garden",
               "Tell me what happens next"),
        "do_not": ("Do not touch my shoulders", "No more than two people around me",
                   "Do not close the door"),
        "supporters": ("My sister, at any hour",),
        "early_signs": ("I walk up and down the corridor", "I stop answering"),
        "treatment": ("No injections. I can talk about tablets.",),
        "afterwards": ("The next day, with the peer worker, outside",),
    },
    {
        "do": ("Ask me whether I want music", "Offer me tea", "Speak slowly"),
        "do_not": ("Do not shout from the door", "Do not take my telephone"),
        "supporters": ("My friend from the club",),
        "communication": ("Write it down when I cannot listen",),
        "upsets": ("Waiting without knowing how long", "Noise at night"),
    },
    {
        "do": ("Give me the heavy blanket", "Turn the light down"),
        "do_not": ("Do not hold my wrists",),
        "background": ("I was held down once before. It comes back.",),
        "at_home": ("The cat. My neighbour has a key.",),
    },
)  # fmt: skip
#: Some write in Slovak; staff put beside each line what it says in English.
IN_SLOVAK: dict[str, tuple[tuple[str, str], ...]] = {
    "do": (("Sadnite si ku mne a buďte ticho", "Sit with me and be quiet"),
           ("Otvorte okno", "Open the window")),
    "do_not": (("Nedotýkajte sa ma", "Do not touch me"),),
    "supporters": (("Moja mama, kedykoľvek", "My mother, at any time"),),
}  # fmt: skip

STAFF_VIEW = "Goes to the window when it gets loud"


def make_plans(now: datetime) -> None:
    """Two of three people here have a plan; a few were made without the person, and say so."""
    stays = Stay.objects.filter(ended_at=None).order_by("person_id")
    for number, stay in enumerate(stays):
        if number % 10 == 5:
            _plan_in_slovak(stay.person_id, now)
        elif number % 3 < 2:
            _plan(stay.person_id, SAID[number % len(SAID)], number, now)


def _plan(person_id: UUID, said: dict[str, tuple[str, ...]], number: int, now: datetime) -> None:
    without = number % 10 == 0
    for part, lines in said.items():
        for text in lines:
            actions.add_line(
                entry_id=_entry(f"{person_id}{part}{text}"), by=BY, at=now, person_id=person_id,
                part=part, voice="staff" if without else "mine", language="en", text=text,
                written_by="staff" if without else "for_person",
            )  # fmt: skip
    actions.add_line(
        entry_id=_entry(f"{person_id}staff"), by=BY, at=now, person_id=person_id,
        part="early_signs", voice="staff", written_by="staff", text=STAFF_VIEW, language="en",
    )  # fmt: skip
    actions.sign(
        entry_id=_entry(f"{person_id}sign"), by=BY, at=now,
        plan=Plan.objects.get(person=person_id, ended_on=None), how="paper",
        who="staff" if without else "person", made="without_person" if without else "with_person",
    )  # fmt: skip


def _plan_in_slovak(person_id: UUID, now: datetime) -> None:
    for part, lines in IN_SLOVAK.items():
        for text, english in lines:
            line = actions.add_line(
                entry_id=_entry(f"{person_id}{part}{text}"), by=BY, at=now, person_id=person_id,
                part=part, voice="mine", written_by="for_person", text=text, language="sk",
            )  # fmt: skip
            actions.translate_line(
                entry_id=_entry(f"{line}en"), by=BY, at=now, text=english, language="en",
                line=PlanLine.objects.get(pk=line), by_whom="staff",
            )  # fmt: skip


def make_debrief(ward_id: UUID, now: datetime) -> None:
    """The last incident of a ward that is over: declined, offered again, and what followed."""
    ward = Ward.objects.get(pk=ward_id)
    found = Incident.objects.filter(ward=ward).exclude(ended_at=None).order_by("-started_at")
    incident = found.first()
    if incident is None:
        return
    debrief = learning.offer_debrief(
        entry_id=_entry("offer"), by=BY, at=now, incident=incident, whose="person",
        kind="formal", by_role="nurse", answer="no", reason="too_soon",
    )  # fmt: skip
    learning.add_voice(
        entry_id=_entry(f"voice{debrief}"), by=BY, at=now, incident=incident, whose="staff",
        written_by="self", language="en",
        said={"words": "We were two for twenty. Nobody had time to sit down.",
              "needed": "One more colleague in the evening", "harm": "moral_injury"},
    )  # fmt: skip
    asked = {"kind": "service", "what": "The garden stays open until ten in the evening",
             "you_said": "I only wanted to go outside", "owner_role": "nurse",
             "due_on": now.date(), "answer_due_on": now.date(), "hours": 4}  # fmt: skip
    learning.ask_for_change(entry_id=_entry("action"), by=BY, at=now, ward=ward, incident=incident,
                            said=asked)  # fmt: skip
    learning.add_house_rule(entry_id=_entry("rule"), by=BY, at=now, ward=ward,
                            text="Nobody goes outside after eight")  # fmt: skip


def _entry(part: str) -> UUID:
    return uuid5(SPACE, f"plans-{part}")
