"""What is known of one questionnaire. One file of `content/instruments` holds one version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

RATERS = ("person", "staff", "person_and_staff")
WHEN = ("admission", "measure", "any_time")
#: Licences under which items may stand in this program and be changed and translated.
FREE = ("EUPL-1.2", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0")


@dataclass(frozen=True, slots=True)
class Score:
    """One number that comes out of it.

    low, high: its range, both included; both None where it is not known. verified: whether the
    range was read; else note says what was not.
    """

    id: str
    name: str
    higher_means: str
    verified: bool
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of our own, or of a free instrument. open: answered in one's own words."""

    id: str
    words: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one questionnaire.

    rated_by: who fills it in. when: after what. items: how many questions it has. licence_read:
    whether the terms were read. may_ship_items: only under a licence of FREE; why_not: the reason
    otherwise. verified: whether version, rater and number of items were read in the source.
    own: written for this program. validated: whether anybody has tested what it measures.
    answers: codes that a question can be answered with. cannot_say: ends of "It cannot say …".
    """

    code: str
    official_name: str
    version: str
    about: str
    rated_by: str
    when: str
    items: int
    licence: str
    licence_read: bool
    may_ship_items: bool
    source: str
    verified: bool
    cannot_say: tuple[str, ...]
    why_not: str = ""
    read_on: date | None = None
    note: str = ""
    own: bool = False
    validated: bool = True
    answers: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    questions: tuple[Question, ...] = ()

    def score(self, score_id: str) -> Score | None:
        """One of its scores; None where it has no such."""
        return next((score for score in self.scores if score.id == score_id), None)
