"""Where care happens: facilities, wards, beds, the law that holds there, rooms."""

from __future__ import annotations

from typing import Annotated

from openward.register.columns import Amount, Codes, Count, Day, Key, Refers, table


@table("facilities")
class Facility:
    """One facility. census_time is the local time of day at which people are counted."""

    facility_id: Annotated[str, Key()]
    name: str
    country: str
    region: str | None = None
    timezone: str
    census_time: str | None = None
    kind: Annotated[str, Codes("facility_kind")]


@table("wards", spans=(("opened_on", "closed_on"),))
class Ward:
    """One ward of a facility."""

    ward_id: Annotated[str, Key()]
    facility_id: Annotated[str, Refers("facilities")]
    name: str
    kind: Annotated[str | None, Codes("ward_kind")] = None
    opened_on: Day | None = None
    closed_on: Day | None = None


@table("ward_beds", spans=(("valid_from", "valid_to"),))
class WardBeds:
    """How many beds a ward had, from a day up to another."""

    ward_id: Annotated[str, Refers("wards")]
    beds: Count
    valid_from: Day
    valid_to: Day | None = None


@table("regimes", spans=(("valid_from", "valid_to"),))
class Regime:
    """Which law holds at a facility, or at one ward of it, and in which setting of that law."""

    facility_id: Annotated[str, Refers("facilities")]
    ward_id: Annotated[str | None, Refers("wards")] = None
    jurisdiction: str
    setting: Annotated[str | None, Codes("setting")] = None
    valid_from: Day
    valid_to: Day | None = None


@table("rooms", spans=(("available_from", "available_to"),))
class Room:
    """A comfort, seclusion or quiet room of a ward."""

    room_id: Annotated[str, Key()]
    ward_id: Annotated[str, Refers("wards")]
    kind: Annotated[str, Codes("room_kind")]
    area_m2: Amount | None = None
    available_from: Day | None = None
    available_to: Day | None = None


@table("populations", unique=("area_id", "day", "sex", "age_band", "source"))
class Population:
    """How many people lived in an area on a day: the denominator of rates per inhabitant.

    Without sex and age_band: everybody. source says who counted.
    """

    area_id: str
    day: Day
    sex: Annotated[str | None, Codes("sex")] = None
    age_band: str | None = None
    persons: Count
    source: str | None = None
