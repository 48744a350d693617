"""A moment that somebody types, on the clock of the ward.

In the night when the clocks go back an hour comes twice: only then the form asks which one is
meant, because half a measure may lie between the two. In the other night an hour is missing.
"""

from datetime import UTC, datetime, tzinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from openward_web.recording.sent import CLOCKS_DIFFER

#: Before it nobody alive was on a ward.
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
#: The answers, and which half of the repeated hour each means (PEP 495).
FOLDS = {"first": 0, "second": 1}
ANSWERS = {
    "first": _("The first time, before the clocks went back"),
    "second": _("The second time, after the clocks went back"),
}
WHICH = _("This time came twice that night: say which one it was.")


def came_twice(said: datetime, zone: tzinfo) -> bool:
    """Whether a local time without a zone came twice there."""
    return _offset(said, zone, 0) > _offset(said, zone, 1)


def never_came(said: datetime, zone: tzinfo) -> bool:
    """Whether the clocks of the place jumped over it."""
    return _offset(said, zone, 0) < _offset(said, zone, 1)


def _offset(said: datetime, zone: tzinfo, fold: int) -> float:
    found = said.replace(tzinfo=zone, fold=fold).utcoffset()
    return found.total_seconds() if found else 0.0


def hour_of(name: str) -> str:
    """The name of the answer beside a field."""
    return f"{name}_hour"


def answer_of(moment: datetime) -> str:
    """Which half of a repeated hour a local moment lies in."""
    return "second" if moment.fold else "first"


class MomentInput(forms.DateTimeInput):
    """The browser's own field; two answers beside it where the time came twice."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M:%S")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The text, and the answer after a blank where one was given."""
        text, answer = data.get(name), data.get(hour_of(name))
        return f"{text} {answer}" if text and answer in FOLDS else text

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """As Django does, and the question where it is needed."""
        said, answer = _read(value)
        shown = value.rpartition(" ")[0] if isinstance(value, str) and answer else value
        field = super().render(name, shown, attrs, renderer)
        if said is None or not came_twice(said, timezone.get_current_timezone()):
            return field
        chosen = answer_of(said) if isinstance(value, datetime) else answer
        key = (attrs or {}).get("id", name)
        return format_html("{}{}", field, _question(hour_of(name), hour_of(key), chosen))


def _question(name: str, key: str, chosen: str) -> SafeString:
    boxes = format_html_join(
        "",
        '<div class="nhsuk-radios__item"><input class="nhsuk-radios__input" type="radio" name="{}" '
        'id="{}_{}" value="{}"{}><label class="nhsuk-label nhsuk-radios__label" for="{}_{}">{}'
        "</label></div>",
        (
            (name, key, code, code, SafeString(" checked" if code == chosen else ""), key, code,
             words)
            for code, words in ANSWERS.items()
        ),
    )  # fmt: skip
    return format_html(
        '<fieldset class="nhsuk-fieldset" id="{}"><legend class="nhsuk-fieldset__legend">{}'
        '</legend><div class="nhsuk-radios nhsuk-radios--small">{}</div></fieldset>',
        key, WHICH, boxes,
    )  # fmt: skip


def _read(value: Any) -> tuple[datetime | None, str]:
    """What was typed, without a zone, and the answer beside it."""
    if isinstance(value, datetime):
        return value, ""
    text, answer = value or "", ""
    if text.endswith(tuple(f" {code}" for code in FOLDS)):
        text, _blank, answer = text.rpartition(" ")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None), answer
    except ValueError:
        return None, answer


class Moment(forms.DateTimeField):
    """A moment in the zone of the ward, as the browser's own field gives it; in UTC."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        """On the clock of the ward, in UTC.

        Raises
        ------
        ValidationError
            It cannot be read, is too long ago, never came, or came twice and nobody said which.
        """
        answer = _read(value)[1]
        text = value.rpartition(" ")[0] if answer else value
        with timezone.override(UTC):
            said: datetime | None = super().to_python(text)
        if said is None:
            return None
        try:
            moment = _placed(said.replace(tzinfo=None), answer)
        except OverflowError:
            moment = EARLIEST
        if moment <= EARLIEST:
            raise forms.ValidationError(_("This is too long ago: look at the year."))
        return moment


def _placed(said: datetime, answer: str) -> datetime:
    zone = timezone.get_current_timezone()
    if never_came(said, zone):
        words = _("There was no such time that night: the clocks went forward over it.")
        raise forms.ValidationError(words)
    if came_twice(said, zone) and not answer:
        raise forms.ValidationError(WHICH)
    return said.replace(tzinfo=zone, fold=FOLDS.get(answer, 0)).astimezone(UTC)


def past(moment: datetime) -> None:
    """Refuse what is still to come; clocks differ a little.

    Raises
    ------
    ValidationError
        The moment is still to come.
    """
    if moment > timezone.now() + CLOCKS_DIFFER:
        raise forms.ValidationError(_("This is still to come."))
