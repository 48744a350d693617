"""Everything that is written about countries. Each is one entry; see the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from openward.countries.loading import Country
from openward.countries.returns import Return
from openward.problems import BadInput, Problem
from openward_web.country.models import CountryReturn
from openward_web.country.selectors import path_of
from openward_web.ledger.rows import payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived

CELLS = ("kind", "state", "title", "what", "law", "staff", "beds", "reason", "followed", "until",
         "source")  # fmt: skip


def write_step(
    *, entry_id: UUID, by: Actor, at: datetime, country: Country, said: Mapping[str, Any],
    corrects: str = "",
) -> UUID:  # fmt: skip
    """A step of the country, or a correction of one; what stood before stays.

    said: the fields of a step. corrects: the key of the step that it takes the place of.

    Raises
    ------
    BadInput
        That step is not there, or somebody has corrected it.
    """
    key = derived(entry_id, "step")
    cells = {cell: said[cell] for cell in CELLS if said.get(cell) not in (None, "")}
    row = {"step_id": key, "country": country.iso, "corrects": corrects, "written_at": at,
           "happened": said.get("when", ""), **cells}  # fmt: skip

    def payload() -> dict[str, Any]:
        if corrects and corrects not in {shown.key for shown in path_of(country)}:
            raise BadInput(Problem("somebody has corrected this step", "open the page again"))
        return payload_of(new={"country_steps": [row]})

    write("write_step", entry_id=entry_id, subject=subject_of(country), by=by, occurred_at=at,
          payload=payload)  # fmt: skip
    return key


def write_returns(
    *, entry_id: UUID, by: Actor, at: datetime, country: Country, returns: Sequence[Return]
) -> None:
    """What hospitals said of their months: all of it in one entry, or nothing."""

    def payload() -> dict[str, Any]:
        before = CountryReturn.objects.filter(country=country.iso).count()
        rows = [
            {"return_id": derived(entry_id, f"return {number}"), "country": country.iso,
             "number": before + number, "written_at": at, **asdict(one)}
            for number, one in enumerate(returns, 1)
        ]  # fmt: skip
        return payload_of(new={"country_returns": rows})

    write("write_returns", entry_id=entry_id, subject=subject_of(country), by=by, occurred_at=at,
          payload=payload)  # fmt: skip


def subject_of(country: Country) -> str:
    """What the entries about a country are about."""
    return f"country:{derived(UUID(int=0), country.iso)}"
