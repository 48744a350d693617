"""What a person reads can be read: English of grade 6 or below (Flesch-Kincaid, by textstat).

A measure of lengths of sentences and words, no proof that anybody understands: only people can say
that. It finds the sentence that certainly nobody understands.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import textstat
from babel.messages.extract import extract_from_file
from docs import content_words
from docs.make import JINJA

from tests.conftest import ROOT

HIGHEST_GRADE = 6.0
#: Of fewer words the measure says little: "My advocate and my supporters" would be grade 7.6. A
#: label may be above the grade, but not by much; below three words nothing is measured alone.
ENOUGH_WORDS, FEWEST_WORDS = 10, 3
HIGHEST_GRADE_OF_A_LABEL = 10.0
WEB = ROOT / "src" / "openward_web"

#: Pages of the person, and what they share with those of the ward.
FOR_THE_PERSON = (
    "people/jinja2/people/bring.jinja",
    "people/jinja2/people/card.jinja",
    "people/jinja2/people/contacts.jinja",
    "people/jinja2/people/me.jinja",
    "people/jinja2/people/my_incident.jinja",
    "people/jinja2/people/my_rights.jinja",
    "people/jinja2/people/complaint_paper.jinja",
    "law/jinja2/law/rights_part.jinja",
    "people/jinja2/people/own_paper.jinja",
    "people/jinja2/people/paper_card.jinja",
    "people/jinja2/people/parts.jinja",
    "people/jinja2/people/plan.jinja",
    "people/jinja2/people/first_password.jinja",
    "people/jinja2/people/supported.jinja",
    "people/jinja2/people/supporters.jinja",
    "people/jinja2/people/version.jinja",
    "people/wording.py",
    "people/forms.py",
    "experience/jinja2/experience/mine.jinja",
    "sealed/jinja2/sealed/mine.jinja",
    "learning/jinja2/learning/changes.jinja",
    "learning/jinja2/learning/for_person.jinja",
    "learning/jinja2/learning/in_the_moment.jinja",
    "learning/wording.py",
)
#: Pages that only staff open.
FOR_STAFF = (
    "people/jinja2/people/first_lines.jinja",
    "people/jinja2/people/first_lines_paper.jinja",
    "people/jinja2/people/first_lines_part.jinja",
    "people/jinja2/people/hand_over.jinja",
    "people/jinja2/people/invite.jinja",
    "people/jinja2/people/voices.jinja",
    "learning/jinja2/learning/learning.jinja",
    "experience/jinja2/experience/of_person.jinja",
    "experience/jinja2/experience/register.jinja",
    "experience/jinja2/experience/told.jinja",
    "sealed/jinja2/sealed/inbox.jinja",
    "sealed/jinja2/sealed/message.jinja",
)


def messages_of(path: Path) -> list[str]:
    """The English of a template or a module that is marked for translation, as sentences."""
    method, options = ("python", {}) if path.suffix == ".py" else ("jinja2", JINJA)
    found = (message for _, message, _, _ in extract_from_file(method, path, options=options))
    single = (text for m in found for text in ((m,) if isinstance(m, str) else m) if text)
    return [as_sentence(text) for text in single]


def as_sentence(text: str) -> str:
    """Ended by a full stop where it is a label; a word in place of what is filled in."""
    filled = re.sub(r"%\(\w+\)s", "it", text).strip(" –:,")
    return filled if filled.endswith((".", "?", "!")) else f"{filled}."


def too_hard(texts: list[str]) -> list[tuple[float, str]]:
    """The texts above their grade, each on its own and all together, hardest first."""
    alone = [text for text in texts if len(text.split()) >= FEWEST_WORDS]
    grades = [(textstat.flesch_kincaid_grade(text), text) for text in [*alone, " ".join(texts)]]
    return sorted((one for one in grades if one[0] > highest_grade(one[1])), reverse=True)


def highest_grade(text: str) -> float:
    """What a text of this length may have."""
    return HIGHEST_GRADE if len(text.split()) >= ENOUGH_WORDS else HIGHEST_GRADE_OF_A_LABEL


@pytest.mark.parametrize("name", FOR_THE_PERSON)
def test_pages_of_the_person_can_be_read(name: str) -> None:
    texts = messages_of(WEB / name)
    assert texts
    assert too_hard(texts) == []


@pytest.mark.parametrize("name", content_words.FOR_THE_PERSON)
def test_content_for_the_person_can_be_read(name: str) -> None:
    texts = [as_sentence(words) for words in content_words.words_of(name)]
    assert texts
    assert too_hard(texts) == []


def test_every_template_of_these_apps_is_for_the_person_or_for_staff() -> None:
    there = {
        path.relative_to(WEB).as_posix()
        for app in ("people", "learning", "sealed", "experience")
        for path in (WEB / app / "jinja2").rglob("*.jinja")
    }
    all_of_them = (*FOR_THE_PERSON, *FOR_STAFF)
    declared = {n for n in all_of_them if n.endswith(".jinja") and not n.startswith("law/")}
    assert declared == there, "say who reads the new page; leave out the one that is gone"
    assert not set(FOR_THE_PERSON) & set(FOR_STAFF)


def test_words_of_an_authority_are_found() -> None:
    hard = "The responsible institution communicates individual entitlements immediately upon "
    hard += "involuntary hospitalisation."
    easy = "You can ask for an advocate. They are on your side, and you can talk alone."
    assert too_hard([easy]) == []
    assert hard in [text for _, text in too_hard([easy, hard])]
    label = "Institutional complaint administration."
    assert label in [text for _, text in too_hard([easy, label])]
