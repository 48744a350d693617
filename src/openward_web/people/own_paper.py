"""The whole record of a person on paper: its chapters in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openward.exchange.own_record.chapters import Placed, chapters
from openward.exchange.own_record.record import Record, Row, Withheld
from openward.exchange.own_record.resources import TEXTS
from openward.exchange.own_record.telling import CONTEST, REASONS, telling_of
from openward.exchange.own_record.words import said, title_of
from openward.plans.parts import parts
from openward_web.recording.wording import ACTIONS
from openward_web.wards.models import Contact

TITLES = {
    "me": gettext_lazy("Me"),
    "plan": gettext_lazy("My plan"),
    "stays": gettext_lazy("Where I was"),
    "happened": gettext_lazy("What happened"),
    "rights": gettext_lazy("Who may act for me"),
    "written": gettext_lazy("What was written, when, and by whom"),
    "looked": gettext_lazy("Who looked"),
}
#: Told in the file for programs; on paper they are long numbers that nobody reads.
ONLY_IN_THE_FILE = frozenset({"ledger_leaves"})
#: What an entry says stands on paper already, except for what was changed.
UNTOLD = frozenset(
    {"action", "payload", "tree", "version", "subject", "position", "payload_digest", "zone"}
)
#: Cells that hold what somebody wrote at length.
LONG = frozenset({name.replace("_", " ") for name in (*TEXTS, "staff_account", "reason")})


@dataclass(frozen=True, slots=True)
class Shown:
    """One row on paper. short: what it says, in one line: a line for each cell takes ten times as
    long to set. texts: what somebody wrote at length, each under what it is called."""

    title: str
    when: str
    depth: int
    is_mine: bool
    short: str
    texts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many rows of one kind are withheld, and why. what: the part of the row, or all of it."""

    title: str
    count: int
    what: str
    why: str


def html_of(
    record: Record,
    names: Mapping[UUID, str],
    *,
    zone: str,
    made_at: datetime,
    contacts: Sequence[Contact],
) -> str:
    """The page. zone: of the moments on it. contacts: whom the person can turn to."""
    shown = {
        str(TITLES[name]): [_shown(placed, names, zone) for placed in rows
                            if placed.row.table not in ONLY_IN_THE_FILE]
        for name, rows in chapters(record).items()
    }  # fmt: skip
    return render_to_string("people/own_paper.jinja", {
        "chapters": shown, "kept": _kept(record.withheld), "contest": _(CONTEST),
        "made": _moment(made_at, zone), "zone": zone, "contacts": contacts,
    })  # fmt: skip


def _shown(placed: Placed, names: Mapping[UUID, str], zone: str) -> Shown:
    row, when = placed.row, placed.when
    cells = [
        (name.removesuffix("_id").removesuffix("_at").replace("_", " "),
         _said(row, name, cell, names, zone))
        for name, cell in row.cells.items()
        if _is_on_paper(row, name, cell, names)
    ]  # fmt: skip
    if row.table == "ledger_entries":
        cells += _changed(row, names, zone)
    title = _(title_of(row.table))
    if row.table == "ledger_entries":
        title = str(ACTIONS.get(row.cells["action"], row.cells["action"].replace("_", " ")))
    moment = _moment(when, zone) if isinstance(when, datetime) else str(when or "")
    return Shown(
        title=title,
        when=moment,
        depth=min(placed.depth, 3),
        is_mine=telling_of(row.table).is_mine(row.cells),
        short="; ".join(f"{name}: {words}" for name, words in cells if name not in LONG),
        texts=[(name, words) for name, words in cells if name in LONG],
    )


def _is_on_paper(row: Row, name: str, cell: Any, names: Mapping[UUID, str]) -> bool:
    if isinstance(cell, bytes | dict | list) or cell == "" or name == row.key_column:
        return False
    if row.table == "ledger_entries" and name in UNTOLD:
        return False
    return not isinstance(cell, UUID) or cell in names


def _said(row: Row, name: str, cell: Any, names: Mapping[UUID, str], zone: str) -> str:
    if isinstance(cell, UUID):
        return names[cell]
    if isinstance(cell, datetime):
        return _moment(cell, zone)
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if name == "part":
        return _(parts()[cell].title) if cell in parts() else str(cell)
    return str(cell) if isinstance(cell, date) else _(said(row.table, name, cell) or " ")


def _moment(at: datetime, zone: str) -> str:
    """With its day, today too: paper is read on other days."""
    return formats.date_format(at.astimezone(ZoneInfo(zone)), "j M Y, H:i")


def _changed(entry: Row, names: Mapping[UUID, str], zone: str) -> list[tuple[str, str]]:
    """What an entry put in the place of something else."""
    changed = entry.cells.get("payload", {}).get("changed", {})
    return [
        (_("changed: %(what)s") % {"what": name.replace("_", " ")}, str(cell))
        for rows in changed.values()
        for row in rows
        for name, cell in row.items()
        if not name.endswith("_id")
    ]


def _kept(withheld: tuple[Withheld, ...]) -> list[Kept]:
    def group(one: Withheld) -> tuple[str, str, tuple[str, ...]]:
        return one.table, one.reason, one.columns

    return [
        Kept(_(title_of(table)), len(list(same)), ", ".join(columns).replace("_", " "),
             _(REASONS[reason]))
        for (table, reason, columns), same in groupby(sorted(withheld, key=group), group)
    ]  # fmt: skip
