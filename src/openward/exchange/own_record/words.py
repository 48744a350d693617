"""The words of tables, columns and codes: English, from the code lists of the dataset."""

from __future__ import annotations

from openward.exchange.own_record.cells import Cell
from openward.register.codes import code_lists
from openward.register.tables import TABLES

#: One row of a table, where its name without its s does not say it.
TITLES = {
    "accounts": "Your account",
    "account_emailaddress": "Mail address of your account",
    "api_tokens": "Token of another program",
    "admissions": "Stay in the hospital",
    "attempts": "What was tried",
    "breaks": "Break in a measure",
    "broken_glass": "Opened from elsewhere, with a reason",
    "chosen_lines": "Your line on the board of staff",
    "actions": "What is to change",
    "debrief_offers": "A talk was offered",
    "debriefs": "Talk afterwards",
    "disputes": "What you say is wrong",
    "grants": "What an account may do with your record",
    "help_calls": "Call for help",
    "identities": "How staff call you",
    "ledger_entries": "Entry",
    "ledger_leaves": "Seal of an entry",
    "legal_statuses": "Legal status",
    "measures": "Coercive measure",
    "measure_places": "Where a measure went on",
    "observations": "Looked in",
    "experience_answers": "How it was for you",
    "assessment_members": "Place on a committee that visits",
    "assessment_ratings": "Rating on a visit",
    "assessment_passages": "Part of a report on a visit",
    "experience_scores": "Score of a questionnaire",
    "brought_words": "Your words from elsewhere",
    "part_readers": "Who may read a part of your plan",
    "persons": "You",
    "plan_cards": "Printed card",
    "plan_lines": "What your plan says",
    "plans": "Version of your plan",
    "present": "Who was there",
    "review_people": "Who took part in a review",
    "reviews_asked": "Asked to look at the plan again",
    "plan_uses": "Your plan in it",
    "seen_by_lead": "Read by the lead",
    "voices": "Account of what happened",
    "stays": "Stay on a ward",
}


def title_of(table: str) -> str:
    """What one row of a table is called."""
    return TITLES.get(table) or table.removesuffix("s").replace("_", " ").capitalize()


def said(table: str, column: str, cell: Cell) -> str:
    """A cell in words: the label of a code where the dataset knows one; else the cell as text."""
    declared = TABLES[table].columns.get(column) if table in TABLES else None
    codes = code_lists()[declared.codes].codes if declared and declared.codes else {}
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return codes.get(cell, str(cell)) if isinstance(cell, str) else str(cell)
