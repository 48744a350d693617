"""How questions of a form are called: the same names lead out and back in."""

from __future__ import annotations

from openward.instruments.assessment import Assessment, Item

#: About the visit; asked before all items.
VISIT = {
    "visit_id": "text",
    "institution_id": "text",
    "visited_on": "date",
    "rated_by": "text",
}
LEVEL, SOURCE, NOTE = "level", "source", "note"


def question(kind: str, item: Item) -> str:
    """The name of one question about one item: an XML name, such as `level_1_1_2`."""
    return f"{kind}_{item.id.replace('.', '_').replace('-', '_')}"


def items_by_question(known: Assessment, kind: str) -> dict[str, Item]:
    """The items by the names of their questions."""
    return {question(kind, item): item for item in known.items}
