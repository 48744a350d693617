"""What the API takes and gives. Codes are those of the dataset; moments have an offset."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(max_length=40, pattern="^[a-z0-9_]+$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class Sent(Schema):
    """What every entry sends along."""

    model_config = ConfigDict(extra="forbid")
    entry_id: UUID = Field(description="Made by the sender; the same when it is sent again.")
    occurred_at: AwareDatetime | None = Field(None, description="When it happened; else now.")


class Start(Sent):
    """A measure begins."""

    person_id: UUID
    kind: Code
    incident_id: UUID | None = None
    technique: Code | None = None
    place: Code | None = None


class End(Sent):
    """A measure ends; nothing else is needed, and nothing that is sent beside it stops it."""

    model_config = ConfigDict(extra="ignore")
    role: str | None = None
    reason: str | None = None


class Look(Sent):
    """Somebody looked in. Without a role or a mode it meets no duty that asks for it."""

    mode: Code | None = None
    role: Code | None = None
    offered: Code | None = None
    person_asked_for: Code | None = None
    answered_at: AwareDatetime | None = None


class Review(Sent):
    """A review took place."""

    role: Code
    kind: Code | None = None
    mode: Code | None = None
    outcome: Code | None = None
    why_not_ended: Code | None = None


class Order(Sent):
    """Somebody ordered it. This makes nothing lawful."""

    kind: Code
    role: Code
    valid_until: AwareDatetime | None = None
    in_person: bool | None = None
    emergency: bool | None = None
    confirmed_at: AwareDatetime | None = None
    confirmed_by_role: Code | None = None


class Pause(Sent):
    """Broken off for a while."""

    reason: Code | None = None
    free_to_leave: bool | None = None


class Dose(Sent):
    """One dose, and the person's own will about it."""

    drug: Text
    amount: float | None = Field(None, ge=0, le=1e9, allow_inf_nan=False)
    unit: Code | None = None
    route: Code | None = None
    as_needed: bool | None = None
    will: Code | None = None
    ordered_by_role: Code | None = None


class Notice(Sent):
    """Somebody was told, or not, and why not."""

    to: Code
    about: Code
    not_sent_reason: Code | None = None


class Distress(Sent):
    """Somebody is in distress."""

    person_id: UUID


class EndedWell(Sent):
    """It ended without a measure."""

    helped: list[Code] = Field([], max_length=30)


class Written(Schema):
    """What an entry made."""

    entry_id: UUID
    incident_id: UUID | None = None
    measure_id: UUID | None = None


class WardOut(Schema):
    """A ward in reach."""

    ward_id: UUID
    name: str
    facility: str
    timezone: str


class MeasureOut(Schema):
    """One measure, in the columns of the dataset."""

    measure_id: UUID
    incident_id: UUID | None
    person_id: UUID
    kind: str
    technique: str | None
    started_at: datetime
    ended_at: datetime | None
    end_state: str
    recorded_at: datetime | None


class DutyOut(Schema):
    """What the law asks of the service; unsigned rules are reminders."""

    words: str
    due_at: datetime | None
    status: str
    is_overdue: bool
    is_checked_by_lawyer: bool
    source: str


class GoingOut(MeasureOut):
    """A measure that goes on."""

    elapsed_seconds: int
    duties: list[DutyOut]


class BoardOut(Schema):
    """The board of a ward at one moment."""

    ward_id: UUID
    now: datetime
    going: list[GoingOut]
    people_here: int


class PageOut(Schema):
    """One page of measures; `next` leads on, empty at the end."""

    items: list[MeasureOut]
    next: str | None


class EntryOut(Schema):
    """The header of one entry: never what was written."""

    entry_id: UUID
    action: str
    version: int
    occurred_at: datetime
    recorded_at: datetime


class IncidentOut(Schema):
    """One incident with its measures, duties and the headers of its entries."""

    incident_id: UUID
    person_id: UUID
    ward_id: UUID | None
    started_at: datetime
    ended_at: datetime | None
    measures: list[MeasureOut]
    duties: list[DutyOut]
    entries: list[EntryOut]


class CountryNamed(Schema):
    """A country whose path is kept here."""

    code: str
    name: str


class StepOut(Schema):
    """One step; `verified` says whether it was read in its source, else `note` what was not.

    when: a year, a month or a day. written_by_ministry_at: null for what came with the program.
    """

    id: str
    kind: str
    state: str
    title: str
    what: str | None
    when: str | None
    law: str | None
    staff: int | None
    beds: int | None
    reason: str | None
    followed: str | None
    until: date | None
    source: str
    verified: bool
    read_on: date | None
    note: str | None
    written_by_ministry_at: datetime | None
    earlier: "list[StepOut]"


class CountryOut(CountryNamed):
    """The path of one country, and what is not known of it."""

    law: str | None
    steps: list[StepOut]
    not_known: list[str]


class Problem(Schema):
    """RFC 9457: one clear sentence."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] = Field(default_factory=list)
