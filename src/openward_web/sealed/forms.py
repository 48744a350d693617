"""Forms of sealed messages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward_web.people.forms import Words
from openward_web.sealed.envelope import NoKey, check_public_key
from openward_web.sealed.selectors import OpenTo


class MessageForm(forms.Form):
    """To whom, and what."""

    to = forms.ChoiceField(label=_("To whom"))
    words = Words(label=_("Your message"), rows=8)

    def __init__(self, *args: Any, open_to: list[OpenTo], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.box.pk), one.words) for one in open_to]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class KeyForm(forms.Form):
    """How one can be written to."""

    name = forms.CharField(label=_("Name that people see, with your office"), max_length=120)
    public_key = forms.CharField(label=_("Your public key (age1…)"), max_length=120)

    def clean_public_key(self) -> str:
        """A key to which something can be sealed."""
        key: str = self.cleaned_data["public_key"]
        try:
            check_public_key(key)
        except NoKey:
            raise forms.ValidationError(
                _("This is not a public key. It begins with age1.")
            ) from None
        return key


class OpenForm(forms.Form):
    """The key that opens it: used for this answer, and kept nowhere."""

    secret_key = forms.CharField(
        label=_("Your secret key (AGE-SECRET-KEY-…)"), max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
