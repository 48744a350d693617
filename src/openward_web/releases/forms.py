"""The form of a release."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.disclosure.policy import DEFAULT, policies
from openward_web.releases.selectors import policy_in_force


class ReleaseForm(forms.Form):
    """A rate table of a closed period, and how it is protected."""

    title = forms.CharField(label=_("What it is about"), max_length=120)
    table = forms.FileField(
        label=_("Rate table (CSV or Parquet)"),
        help_text=_("The true numbers. They are protected here, and shown to nobody."),
    )
    areas = forms.FileField(
        label=_("Which area belongs to which (CSV), where there are several hospitals"),
        required=False,
        help_text=_("The columns area_id, area_type and parent_id."),
    )
    policy = forms.ChoiceField(
        label=_("How small numbers are protected"),
        help_text=_("The policy of the first release holds for all that follow."),
        initial=DEFAULT,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        in_force = policy_in_force()
        field: Any = self.fields["policy"]
        field.choices = [(code, policy.name) for code, policy in policies().items()
                         if in_force in (None, code)]  # fmt: skip
        for name in ("table", "areas"):
            self.fields[name].widget.attrs["accept"] = (
                ".csv,.parquet" if name == "table" else ".csv"
            )
