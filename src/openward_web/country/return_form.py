"""One hospital and one month; each kind says whether there is a number."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.countries.returns import KINDS, LONGEST, MOST, Return, returns_of
from openward.problems import BadInput
from openward.rates.schema import NOT_REPORTED, STATUSES
from openward_web.country.wording import STATUSES as STATUS_WORDS
from openward_web.recording.wording import label


class ReturnForm(forms.Form):
    """What a hospital says of a month. What is not said is not reported; a zero is said."""

    hospital = forms.CharField(label=_("Code of the hospital"), max_length=LONGEST,
                               help_text=_("The same every month."))  # fmt: skip
    hospital_name = forms.CharField(label=_("Name of the hospital"), max_length=LONGEST)
    month = forms.CharField(label=_("Month"), max_length=7, help_text=_("As in 2026-03."))
    bed_days = forms.IntegerField(label=_("Bed-days of the month"), required=False, min_value=0,
                                  max_value=MOST)  # fmt: skip

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.returns: list[Return] = []
        for kind in KINDS:
            words = label("measure_kind", kind)
            self.fields[f"{kind}_status"] = forms.ChoiceField(
                label=_("%(kind)s: is there a number?") % {"kind": words},
                choices=[(code, STATUS_WORDS[code]) for code in STATUSES], initial=NOT_REPORTED,
            )  # fmt: skip
            self.fields[f"{kind}_measures"] = forms.IntegerField(
                label=_("%(kind)s: how many began; 0 if none") % {"kind": words}, required=False,
                min_value=0, max_value=MOST,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Held to the same promises as a file; each mistake beside its field."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        rows = [self._row(said, kind) for kind in KINDS]
        try:
            self.returns = returns_of(rows, self.today, range(len(KINDS)))
        except BadInput as bad:
            for problem in bad.problems:
                of_kind = f"{KINDS[problem.row or 0]}_{problem.column}"
                field = of_kind if of_kind in self.fields else problem.column
                words = f"{problem.what}: {problem.remedy}"
                if words not in self.errors.get(field, []):
                    self.add_error(field, words)
        return said

    @staticmethod
    def _row(said: dict[str, Any], kind: str) -> dict[str, str]:
        measures = said[f"{kind}_measures"]
        return {
            "hospital": said["hospital"], "hospital_name": said["hospital_name"],
            "month": said["month"], "kind": kind, "status": said[f"{kind}_status"],
            "measures": "" if measures is None else str(measures),
            "bed_days": "" if said["bed_days"] is None else str(said["bed_days"]),
        }  # fmt: skip
