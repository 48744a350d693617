"""`openward census`: movements that a hospital's own system sends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from openward.census.hl7_adt import read_adt_files
from openward.cli.output import put_rows, say
from openward.problems import BadInput, Problem


def read_messages(
    paths: Annotated[list[Path], typer.Argument(help="Files of HL7 v2 ADT messages.")],
    facility: Annotated[str, typer.Option(help="The hospital's own code of the facility.")],
    write: Annotated[
        bool, typer.Option("--write", help="Write what needs no answer; else only show it.")
    ] = False,
) -> None:
    """Who came, moved, went on leave, came back and left, from A01, A02, A03, A21, A22 messages.

    Without --write nothing is written. Messages that were written before are passed over.

    Example:

        openward census adt-2026-11-23.hl7 --facility NORTH --write
    """
    found = _facility(facility)
    from openward_web.ledger.writing import Actor
    from openward_web.wards.intake import from_messages, write_movements

    read = read_adt_files(paths, ZoneInfo(found.timezone))
    proposed = from_messages(found, read.movements)
    put_rows(("what", "local_number", "at", "ward"),
             [[m.kind.value, m.local_number, m.at.isoformat(), m.ward_code or ""]
              for m in proposed.movements], None)  # fmt: skip
    say(f"question: {question.sentence}" for question in [*read.questions, *proposed.questions])
    say(f"not used: {count} messages {kind}" for kind, count in read.not_used.items())
    if write:
        by = Actor(account_id=None, device_id=None, zone=found.timezone)
        say([f"{write_movements(found, proposed.movements, by):,} movements written"])


def _facility(code: str) -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
    import django

    django.setup()
    from openward_web.wards.models import Facility

    found = Facility.objects.filter(local_code=code).exclude(local_code="").first()
    if found is None:
        codes = ", ".join(sorted(f.local_code for f in Facility.objects.all() if f.local_code))
        problem = Problem("no facility has this code", f"use one of {codes or 'none yet'}",
                          value=code)  # fmt: skip
        raise BadInput(problem)
    return found
