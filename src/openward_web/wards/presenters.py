"""The ward board as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from openward.law.obligation import Obligation
from openward_web.ledger.unchanged import WhileUnchanged
from openward_web.recording import clocks, duties, selectors, wording
from openward_web.recording.duties import Duty
from openward_web.recording.models import Incident, Measure
from openward_web.wards import selectors as census
from openward_web.wards.models import HelpCall, ShiftStatement, Staffing, Stay, Ward
from openward_web.wards.wording import NOT_STATED, SHIFTS, STATED, days_words, elapsed_words


@dataclass(frozen=True, slots=True)
class Going:
    """A measure that goes on: counted up, with what is due next."""

    measure: Measure
    name: str
    kind: str
    elapsed: str
    next: Duty | None
    overdue: int
    is_red: bool


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Planned and worked hours of one role in one shift; None: not written."""

    shift_words: str
    role_words: str
    planned_hours: float | None
    worked_hours: float | None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the staff's board, from one look at one moment."""

    ward: Ward
    now: datetime
    going: Sequence[Going]
    distressed: Sequence[Incident]
    here: Sequence[Stay]
    staffing: Sequence[OnDuty]
    calls: Sequence[HelpCall]
    since_last: str
    stated: str
    statement: ShiftStatement | None = field(default=None)


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands in the tables about one ward on one day."""

    running: Sequence[Measure]
    distressed: Sequence[Incident]
    here: Sequence[Stay]
    staffing: Sequence[Staffing]
    calls: Sequence[HelpCall]
    last_measure_at: datetime | None
    statement: ShiftStatement | None


#: Every tablet fetches its board three times a minute, whether anything happened or not.
READ: WhileUnchanged[_Read] = WhileUnchanged(most=200)


def board(ward: Ward, now: datetime) -> Board:
    """The board of one ward; a constant number of queries."""
    day = census.local_day(ward, now)
    read = READ.get((ward.pk, day), lambda: _read(ward, day))
    rows = clocks.obligations_of(
        [measure.pk for measure in read.running], [m.person_id for m in read.running], now
    )
    said = read.statement
    return Board(
        ward=ward,
        now=now,
        going=[going(measure, rows, now) for measure in read.running],
        distressed=read.distressed,
        here=read.here,
        staffing=[shift(row) for row in read.staffing],
        calls=read.calls,
        since_last=days_words(read.last_measure_at, now),
        stated=str(STATED.get(said.statement, NOT_STATED) if said else NOT_STATED),
        statement=said,
    )


def _read(ward: Ward, day: date) -> _Read:
    here = census.here(ward)
    return _Read(
        running=selectors.running(ward.pk, [stay.person_id for stay in here]),
        distressed=list(selectors.unfinished([ward.pk])),
        here=here,
        staffing=census.staffing_on(ward, day),
        calls=census.open_calls([ward]),
        last_measure_at=selectors.last_measure_on(ward.pk),
        statement=census.last_statement(ward),
    )


def shift(row: Staffing) -> OnDuty:
    """One row of the staffing of today."""
    return OnDuty(
        str(SHIFTS[row.shift]), wording.label("role", row.role), row.planned_hours,
        row.worked_hours,
    )  # fmt: skip


def going(measure: Measure, rows: Sequence[Obligation], now: datetime) -> Going:
    """One measure on the board."""
    mine = duties.duties((r for r in rows if r.measure_id == str(measure.pk)), now)
    return Going(
        measure=measure,
        name=name_of(measure.person_id, measure),
        kind=str(wording.KINDS[measure.kind]),
        elapsed=elapsed_words(measure.started_at, now),
        next=duties.next_duty(mine),
        overdue=sum(duty.is_overdue for duty in mine),
        is_red=any(duty.is_red for duty in mine),
    )


def name_of(person_id: UUID, row: Measure | Incident) -> str:
    """What staff call the person; the number's end where no name is known."""
    identity = getattr(row.person, "identity", None)
    return identity.display_name if identity else str(person_id)[-4:]
