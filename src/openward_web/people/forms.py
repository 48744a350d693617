"""Forms of the own plan. Every field may be left out but the words themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.plans.parts import parts
from openward_web.people.wording import MADE, READERS, SIGNERS

#: Longer than anybody needs, and short enough to be kept whole.
MOST_WORDS = 200_000


class Words(forms.CharField):
    """What somebody said: kept exactly as it was typed, with its spaces and line ends."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": options.pop("rows", 3), "dir": "auto"})
        super().__init__(max_length=MOST_WORDS, strip=False, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """Refuse only what has no words in it, and what no database can keep."""
        said = super().clean(value)
        if self.required and not said.strip():
            raise forms.ValidationError(_("Write something first."))
        return said


class LineForm(forms.Form):
    """One more thing that the plan says."""

    part = forms.ChoiceField(choices=lambda: [(code, code) for code in parts()],
                             widget=forms.HiddenInput)  # fmt: skip
    voice = forms.ChoiceField(choices=[("mine", ""), ("staff", "")], widget=forms.HiddenInput)
    text = Words(label=_("Words"))
    language = forms.RegexField(
        label=_("Language of the words"), regex=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=12,
        required=False,
        error_messages={"invalid": _("A short code of a language, such as en, sk or lt.")},
    )  # fmt: skip


class TranslationForm(forms.Form):
    """A line in the reader's language."""

    text = Words(label=_("In other words"))


class SignForm(forms.Form):
    """Somebody signs."""

    who = forms.ChoiceField(label=_("Who signs"), choices=list(SIGNERS.items()))
    made = forms.ChoiceField(label=_("How was this plan made?"), choices=list(MADE.items()))


class ReadersForm(forms.Form):
    """Who may read a part."""

    part = forms.ChoiceField(choices=lambda: [(code, code) for code in parts()])
    readers = forms.ChoiceField(
        label=_("Who may read this?"), choices=[(r.value, words) for r, words in READERS.items()]
    )
