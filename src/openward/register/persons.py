"""Who was here, when, and on what legal ground."""

from __future__ import annotations

from typing import Annotated

from openward.register.columns import Codes, Key, Moment, Refers, table


@table("persons")
class Person:
    """A person under a pseudonym: no name, no date of birth."""

    person_id: Annotated[str, Key()]
    birth_year: int | None = None
    sex: Annotated[str | None, Codes("sex")] = None
    ethnicity: str | None = None
    learning_disability: Annotated[str | None, Codes("yes_no_not_recorded")] = None
    autism: Annotated[str | None, Codes("yes_no_not_recorded")] = None


@table("admissions", spans=(("started_at", "ended_at"),))
class Admission:
    """From arrival at a facility until leaving it."""

    admission_id: Annotated[str, Key()]
    person_id: Annotated[str, Refers("persons")]
    facility_id: Annotated[str, Refers("facilities")]
    started_at: Moment
    ended_at: Moment | None = None


@table("stays", spans=(("started_at", "ended_at"),))
class Stay:
    """An interval on one ward; ended_at is empty while the person is still there."""

    stay_id: Annotated[str, Key()]
    admission_id: Annotated[str | None, Refers("admissions")] = None
    person_id: Annotated[str, Refers("persons")]
    ward_id: Annotated[str, Refers("wards")]
    started_at: Moment
    ended_at: Moment | None = None


@table("leaves", spans=(("started_at", "ended_at"),))
class Leave:
    """An interval away from the ward within a stay."""

    leave_id: Annotated[str, Key()]
    stay_id: Annotated[str, Refers("stays")]
    kind: Annotated[str | None, Codes("leave_kind")] = None
    started_at: Moment
    ended_at: Moment | None = None


@table("legal_statuses", spans=(("started_at", "ended_at"),))
class LegalStatus:
    """The legal ground of a stay over an interval; basis is the section, as a code."""

    person_id: Annotated[str, Refers("persons")]
    stay_id: Annotated[str | None, Refers("stays")] = None
    status: Annotated[str, Codes("legal_status")]
    basis: str | None = None
    started_at: Moment
    ended_at: Moment | None = None
