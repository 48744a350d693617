"""What the 46 names and the places of the knowledge file became here."""

from __future__ import annotations

from openward.law.rule import TYPES

CODE_OF = {
    "CPT": "cpt", "WHO 1996": "who-1996", "England": "gb-eng", "USA (PRTF)": "us-prtf",
    "USA (hospitals)": "us", "Ireland": "ie", "France": "fr", "Germany": "de", "Denmark": "dk",
    "Norway": "no", "Finland": "fi", "Sweden": "se", "Lithuania": "lt", "Slovenia": "si",
    "Slovakia": "sk", "Bulgaria": "bg", "Croatia": "hr", "Serbia": "rs", "Czechia": "cz",
    "Latvia": "lv", "Victoria": "au-vic", "Queensland": "au-qld", "Tasmania": "au-tas",
    "ACT (Australia)": "au-act", "New Zealand": "nz", "Japan": "jp", "Netherlands": "nl",
    "Austria": "at", "Switzerland": "ch", "Poland": "pl", "Scotland": "gb-sct",
}  # fmt: skip

#: Name in the knowledge file → the types that it may have become here. More than one where a
#: jurisdiction's rule hangs on what the dataset does not hold, and is shown without a clock.
TYPES_OF = {
    "scope": {"scope"},
    "scope_threshold": {"scope"},
    "record_exempt": {"scope"},
    "prohibited": {"prohibited", "requirement"},  # a purpose is in no dataset
    "authorise": {"authorise"},
    "approval": {"authorise"},
    "decision_after": {"review", "authorise", "requirement"},
    "order_limit": {"order_limit"},
    "renewal_limit": {"renewal_limit"},
    "max_duration": {"total_limit", "order_limit"},
    "total_limit": {"total_limit", "cumulative_limit"},
    "cumulative_limit": {"cumulative_limit"},
    "cumulative_window": {"cumulative_limit"},
    "chain_gap": {"cumulative_limit"},
    "min_gap": {"min_gap"},
    "observe": {"observe"},
    "observe_first_phase": {"observe"},
    "record_interval": {"observe"},
    "review_due": {"review"},
    "review_due_first": {"review"},
    "review_due_every": {"review"},
    "review_due_elapsed": {"review"},
    "review_due_cumulative": {"review"},
    "notify": {"notify"},
    "notify_elapsed": {"notify"},
    "notify_cumulative": {"notify"},
    "notify_count": {"notify"},
    "notify_death": {"notify"},
    "record_deadline": {"notify"},
    "judicial_apply_before": {"judicial", "requirement"},  # detention is no measure
    "judicial_decide_within": {"judicial"},
    "judicial_every": {"judicial"},
    "judicial_threshold": {"judicial"},
    "court_hours": {"judicial"},
    "judicial_on_request": {"judicial", "requirement"},  # a request is owed by nobody
    "inform_person": {"inform_person"},
    "debrief": {"debrief"},
    "record": {"record"},
    "record_retention": {"retention"},
    "report_statistics": {"report"},
    "end_authority": {"end_authority"},
    "requirement": {"requirement"},
    "training": {"requirement"},
    "combination": {"requirement"},
    "scope_review": {"requirement"},
    "unknown": set(TYPES),
}
