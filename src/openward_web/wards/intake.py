"""Who is here, as the hospital's own systems say it: lists and messages become entries.

The rules stand in `openward.census`; here they are asked about the register and what they answer is
written. A message that comes again is an entry that stands already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5
from zoneinfo import ZoneInfo

from openward.census.movements import Here, Kind, Movement, Question
from openward.census.present_list import differences, read_present_list
from openward.census.replay import in_order, replay
from openward_web.ledger.models import Entry
from openward_web.ledger.writing import Actor
from openward_web.people.models import Identity
from openward_web.wards import actions
from openward_web.wards.models import Admission, Facility, Stay, Ward


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would be written, and what has to be asked first."""

    movements: Sequence[Movement]
    questions: Sequence[Question]


def from_list(facility: Facility, text: str, at: datetime, *, nobody: bool) -> Proposed:
    """What a list of people present changes.

    Raises
    ------
    BadInput
        The list cannot be read; each problem with its row and column.
    """
    codes = _wards(facility)
    present = read_present_list(text, ZoneInfo(facility.timezone), codes, nobody=nobody)
    return _told_apart(differences(present, here_in(facility), at, left(facility)))


def from_messages(facility: Facility, movements: Iterable[Movement]) -> Proposed:
    """What messages change, without those that were written before."""
    waiting = list(movements)
    ids = {entry_id_of(facility, one): one.message_id for one in waiting}
    known = Entry.objects.filter(entry_id__in=ids).values_list("entry_id", flat=True)
    new = in_order(waiting, {ids[key] for key in known})
    return _told_apart(replay(new, here_in(facility), _wards(facility), left(facility)))


def write_movements(facility: Facility, movements: Sequence[Movement], by: Actor) -> int:
    """Write them in their order; how many."""
    wards = _wards(facility)
    for movement in movements:
        _write(facility, wards, movement, by)
    return len(movements)


def here_in(facility: Facility) -> list[Here]:
    """Everybody whom the register has on a ward of the facility."""
    stays = Stay.objects.filter(ward__facility=facility, ended_at=None).select_related(
        "person__identity", "ward"
    )
    found = stays.prefetch_related("leaves")
    return [_here(stay) for stay in found if getattr(stay.person, "identity", None)]


def _here(stay: Stay) -> Here:
    """Where somebody is, since the last thing that was written about it."""
    leaves = list(stay.leaves.all())
    moments = [stay.started_at, *(leave.started_at for leave in leaves)]
    moments += [leave.ended_at for leave in leaves if leave.ended_at]
    away = any(leave.ended_at is None for leave in leaves)
    return Here(stay.person.identity.local_number, stay.ward.local_code, away, max(moments))


def left(facility: Facility) -> dict[str, datetime]:
    """When people who are not here left, by their number."""
    gone = Admission.objects.filter(facility=facility, ended_at__isnull=False).order_by("ended_at")
    rows = gone.values_list("person__identity__local_number", "ended_at")
    return {number: ended for number, ended in rows if number and ended}


def entry_id_of(facility: Facility, movement: Movement) -> UUID:
    """The same for a message that is sent again, whatever it was written as."""
    return uuid5(NAMESPACE_OID, f"{facility.pk}/{movement.message_id}")


def _told_apart(found: Sequence[Movement | Question]) -> Proposed:
    return Proposed(
        [thing for thing in found if isinstance(thing, Movement)],
        [thing for thing in found if isinstance(thing, Question)],
    )


def _wards(facility: Facility) -> dict[str, Ward]:
    wards = Ward.objects.filter(facility=facility).exclude(local_code="").select_related("facility")
    return {ward.local_code: ward for ward in wards}


def _write(facility: Facility, wards: dict[str, Ward], movement: Movement, by: Actor) -> None:
    words = {"entry_id": entry_id_of(facility, movement), "by": by, "at": movement.at}
    known = Identity.objects.filter(facility=facility, local_number=movement.local_number).first()
    if movement.kind == Kind.ADMIT:
        actions.admit(
            **words, ward=wards[movement.ward_code or ""], local_number=movement.local_number,
            display_name=movement.name or movement.local_number, sex=movement.sex,
            birth_year=movement.birth_year, person_id=known.person_id if known else None,
        )  # fmt: skip
        return
    stay = Stay.objects.get(person__identity=known, ended_at=None)
    if movement.kind == Kind.TRANSFER:
        actions.move(**words, stay=stay, to=wards[movement.ward_code or ""])
    elif movement.kind == Kind.LEAVE:
        actions.go_on_leave(**words, stay=stay)
    elif movement.kind == Kind.RETURN:
        actions.return_from_leave(**words, stay=stay)
    else:
        actions.discharge(**words, stay=stay)
