"""Read instruments on places: ours, and the official text that its holder loads into theirs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from openward.content import content_folder, read_toml
from openward.csv_text import parse, read_file
from openward.instruments.assessment import ANSWERED_BY, EVIDENCE, ROLL_UPS, Assessment, Item, Level
from openward.problems import BadInput, Problem, one_of

TABLES = {"level": Level, "item": Item}
MADE_OF_TABLES = {"levels", "items", "scales"}
KEYS = {f.name for f in fields(Assessment)} - MADE_OF_TABLES | set(TABLES)
NEEDED = {f.name for f in fields(Assessment) if f.default is MISSING} - MADE_OF_TABLES
NOT_IN_FILES = "loaded"


@cache
def shipped() -> dict[str, Assessment]:
    """Those that come with the program, by code.

    Raises
    ------
    BadInput
        A file holds a mistake.
    """
    paths = sorted((content_folder() / "instruments" / "assessments").glob("*.toml"))
    return {path.stem: read_assessment(path) for path in paths}


def assessments(local: Path | None = None) -> dict[str, Assessment]:
    """Those that come with the program, and what stands in a folder of this installation.

    local: holds `CODE.csv` (the official text of one of ours) and `CODE.toml` (an instrument that
    somebody brought); None or missing: there is nothing.

    Raises
    ------
    BadInput
        A file holds a mistake.
    """
    found = dict(shipped())
    if local is None or not local.is_dir():
        return found
    for path in sorted(local.glob("*.toml")):
        found.setdefault(path.stem, read_assessment(path))
    for path in sorted(local.glob("*.csv")):
        if path.stem in found:
            found[path.stem] = with_text(found[path.stem], read_file(path), str(path))
    return found


def read_assessment(path: Path) -> Assessment:
    """One file.

    Raises
    ------
    BadInput
        With every mistake in the file.
    """
    written = read_toml(path)
    problems = [*_of_the_form(written, path.stem)] or [*_of_the_items(written)]
    if problems:
        raise BadInput(problems, str(path))
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in written.items()}
    of_scale: dict[str, list[Level]] = {"": []}
    for level in plain.pop("level"):
        cells = {name: cell for name, cell in level.items() if name != "scale"}
        of_scale.setdefault(level.get("scale", ""), []).append(Level(**cells))
    levels = tuple(of_scale.pop(""))
    items = tuple(Item(**{**item, "articles": tuple(item.get("articles", ()))})
                  for item in plain.pop("item"))  # fmt: skip
    scales = tuple((name, tuple(found)) for name, found in of_scale.items())
    return Assessment(**plain, levels=levels, items=items, scales=scales)


def with_text(known: Assessment, data: bytes, file: str) -> Assessment:
    """The instrument in the official words, from a CSV file with the columns `id` and `text`.

    Items that the file leaves out keep our title, and `text_is_loaded` stays False.

    Raises
    ------
    BadInput
        No such column, an id that is not known or stands twice, an empty text.
    """
    cells = parse(data, file)
    for column in ("id", "text"):
        if column not in cells.table.column_names:
            raise BadInput(Problem("the column is missing", f"add the column {column}",
                                   column=column), file)  # fmt: skip
    ids, texts = cells.column("id").to_pylist(), cells.column("text").to_pylist()
    problems, seen = [], set[str]()
    for index, (item_id, text) in enumerate(zip(ids, texts, strict=True)):
        what = _wrong_with_text(known, item_id, text, seen)
        if what:
            problems.append(Problem(*what, row=cells.row(index), column="id", value=item_id))
        seen.add(item_id)
    if problems:
        raise BadInput(problems, file)
    words = dict(zip(ids, texts, strict=True))
    items = tuple(
        replace(item, title=words[item.id], verified=True, loaded=True)
        if item.id in words else item
        for item in known.items
    )  # fmt: skip
    return replace(known, items=items)


def as_toml(known: Assessment) -> str:
    """The file of an instrument that somebody brought; `read_assessment` gives it back."""
    plain = {f.name: getattr(known, f.name) for f in fields(known) if f.name not in MADE_OF_TABLES}
    rows: list[tuple[str, dict[str, Any]]] = [("", plain)]
    rows += [("level", asdict(level)) for level in known.levels]
    rows += [("level", asdict(level) | {"scale": name})
             for name, levels in known.scales for level in levels]  # fmt: skip
    rows += [("item", asdict(item)) for item in known.items]
    return "\n".join(_toml_table(name, row) for name, row in rows)


def _toml_table(name: str, row: Mapping[str, Any]) -> str:
    """JSON strings, numbers, booleans and lists of them are TOML too."""
    cells = {key: cell for key, cell in row.items()
             if cell not in (None, "", ()) and key != NOT_IN_FILES}  # fmt: skip
    lines = [f"{key} = {json.dumps(cell, ensure_ascii=False)}" for key, cell in cells.items()]
    return "\n".join([*([f"[[{name}]]"] if name else []), *lines, ""])


def _wrong_with_text(
    known: Assessment, item_id: str, text: str, seen: set[str]
) -> tuple[str, str] | None:
    if item_id not in known.by_id:
        return f"is no item of {known.code}", "use its numbers, such as " + known.items[0].id
    if item_id in seen:
        return "stands twice", "keep one of them"
    return None if text else ("has no text", "write its text, or leave the row out")


def _of_the_form(written: Mapping[str, Any], code: str) -> Iterator[Problem]:
    """Keys that are unknown or missing, codes that are none."""
    for key in sorted(set(written) - KEYS):
        yield Problem("there is no such key", one_of(sorted(KEYS)), column=key)
    for key in sorted((NEEDED | set(TABLES)) - set(written)):
        yield Problem("is missing", f"add {key} = …", column=key)
    if written.get("code", code) != code:
        yield Problem("is not the name of the file", f'write code = "{code}"', column="code",
                      value=str(written["code"]))  # fmt: skip
    for key, known in (("answered_by", ANSWERED_BY), ("roll_up", ROLL_UPS)):
        if written.get(key, known[0]) not in known:
            yield Problem("is not known", one_of(known), column=key, value=str(written[key]))
    for source in set(written.get("evidence", ())) - set(EVIDENCE):
        yield Problem("is not known", one_of(EVIDENCE), column="evidence", value=source)
    for table, kind in TABLES.items():
        known_keys = {f.name: f.default for f in fields(kind) if f.name != NOT_IN_FILES}
        if table == "level":
            known_keys["scale"] = ""
        for number, row in enumerate(written.get(table, []), 1):
            for key in sorted(set(row) - set(known_keys)):
                yield Problem("there is no such key", one_of(sorted(known_keys)),
                              column=f"{table} {number}: {key}")  # fmt: skip
            for key, default in known_keys.items():
                if default is MISSING and key not in row:
                    yield Problem("is missing", f"add {key} = …", column=f"{table} {number}: {key}")


def _of_the_items(written: Mapping[str, Any]) -> Iterator[Problem]:
    """Numbers that stand twice, parents that come later or never, levels of one rank."""
    seen: set[str] = set()
    for item in written["item"]:
        if item["id"] in seen:
            yield Problem("stands twice", "keep one of them", column="item", value=item["id"])
        if item.get("parent") and item["parent"] not in seen:
            yield Problem("its parent does not stand before it", "put the parent first",
                          column="item", value=item["id"])  # fmt: skip
        seen.add(item["id"])
    for key in ("code", "rank"):
        cells = [(level.get("scale", ""), level[key]) for level in written["level"] if key in level]
        for _, cell in sorted({cell for cell in cells if cells.count(cell) > 1}):
            yield Problem("two levels have it", "give each its own", column=f"level: {key}",
                          value=str(cell))  # fmt: skip
    doubtful = not written["verified"] or not all(item["verified"] for item in written["item"])
    if doubtful and not written.get("note"):
        yield Problem("is not verified, and nobody knows why", "say in note what was not read",
                      column="note")  # fmt: skip
