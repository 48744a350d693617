"""The reference page of the dataset: tables, codes, what is refused and what is asked."""

from __future__ import annotations

from openward.register.codes import CodeList, code_lists, national_lists
from openward.register.columns import Column, Table
from openward.register.errors import OWN_RULES, rules
from openward.register.questions import QUESTIONS
from openward.register.tables import TABLES

TYPES = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false",
         "date": "day", "datetime": "moment"}  # fmt: skip
ABOUT = """A dataset is a folder with one CSV or Parquet file per table, named after the table
(`measures.csv`, `stays.parquet`). A table without rows may be missing. It holds personal data and
no free text. Moments are ISO 8601 with an offset and whole seconds (`2026-03-01T09:30:00+01:00`),
days are ISO days. Intervals are half-open: an end is the first moment after.

`openward check FOLDER` refuses errors and asks questions. With `--skip-bad-rows REJECTED` rows with
errors, and rows that refer to them, are left out and written to a file: figures made from the rest
are then too low, and the command says by how many measures, persons and hours.
"""
COMMON = """- a cell that is not of its type: a moment without its offset, 31 February
- a code that is not in the list of its column
- an id that stands twice, or columns that together stand twice
- an id that leads to no row, where its table is there; where the table is missing, one note
- an end before its start"""


def dataset() -> str:
    """The page without its first line."""
    tables = "\n".join(map(_table, TABLES.values()))
    lists = "\n".join(map(_code_list, code_lists().values()))
    return (
        f"# The dataset\n\n{ABOUT}\n## Tables\n\n{tables}\n## What is refused\n\n{_refused()}\n"
        f"## What is asked\n\nNever refused: listed, counted, and for somebody who knows the ward "
        f"to look at.\n\n{_asked()}\n## Codes\n\n{lists}\n## Lists of others\n\n{_others()}"
    )


def _table(table: Table) -> str:
    rows = "\n".join(
        f"| `{c.name}` | {TYPES[c.type.__name__]} | {_needed(c)} | {_promises(c)} |"
        for c in table.columns.values()
    )
    about = " ".join((table.row.__doc__ or "").split())
    unique = f"\nNo two rows agree in all of: {', '.join(table.unique)}.\n" if table.unique else ""
    return (
        f"### `{table.name}`\n\n{about}\n\n| column | type | needed | |\n|---|---|---|---|\n"
        f"{rows}\n{unique}"
    )


def _needed(column: Column) -> str:
    return "" if column.nullable else "yes"


def _promises(column: Column) -> str:
    said = [
        "names the row" if column.is_key else "",
        f"a row of `{column.refers}`" if column.refers else "",
        f"code of [{column.codes}](#{column.codes})" if column.codes else "",
        f"{column.least:g} or more" if column.least is not None else "",
    ]
    return ", ".join(filter(None, said))


def _refused() -> str:
    own = [f"- `{rule.table}.{rule.column}`: {rule.what}; {rule.remedy}" for rule in OWN_RULES]
    named = ("not a code of the list", "the same ", "no row of ")
    common = dict.fromkeys(
        f"- {rule.what}"
        for rule in rules()
        if rule not in OWN_RULES and not rule.what.startswith(named) and " before " not in rule.what
    )
    return "\n".join(["In every table:\n", COMMON, *common, "\nIn single columns:\n", *own, ""])


def _asked() -> str:
    rows = "\n".join(
        f"| `{q.code}` | `{q.rule.table}` | {q.rule.what.replace('{other}', 'another')} "
        f"| {q.rule.remedy} |"
        for q in QUESTIONS
    )
    return f"| question | table | | look at |\n|---|---|---|---|\n{rows}\n"


def _code_list(listed: CodeList) -> str:
    names = list(listed.maps)
    head = "".join(f" {name} |" for name in ["code", "means", *names])
    rows = "\n".join(
        f"| `{code}` | {label} |"
        + "".join(f" {', '.join(listed.maps[name].get(code, ()))} |" for name in names)
        for code, label in listed.codes.items()
    )
    line = "---|" * (2 + len(names))
    return f"### {listed.name}\n\n{listed.title}.\n\n|{head}\n|{line}\n{rows}\n"


def _others() -> str:
    return "".join(
        f"- **{other.name}**: {other.title}. Source: {other.source}. "
        f"Verified: {'yes' if other.verified else 'no'}. {other.note}".rstrip()
        + "\n"
        for other in national_lists().values()
    )
