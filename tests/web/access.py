"""Who may open what: written down here by somebody who did not look at the code.

A row for every route. `roles`: who may open it at all; everybody else who is signed in is refused.
`reaches`: how far that goes for a route about something on a ward.
"""

from __future__ import annotations

from typing import NamedTuple

PUBLIC, SIGNED_IN = "public", "signed in"
STAFF = frozenset({"ward_staff", "ward_champion", "facility_lead"})
LEAD, ADMIN, PERSON = (
    frozenset({"facility_lead"}), frozenset({"administrator"}), frozenset({"person"}),
)  # fmt: skip
ROLES = (
    "ward_staff", "ward_champion", "facility_lead", "ministry", "monitor", "user_association",
    "peer_worker", "supporter", "person", "administrator", "assessor",
)  # fmt: skip
#: Wards where a role may do what it may do: staff of a ward on their own, a lead in the facility.
OWN = {"ward_staff": {"own"}, "ward_champion": {"own"}, "facility_lead": {"own", "second"},
       "administrator": {"own", "second", "other"}}  # fmt: skip
#: Nobody waits for the right colleague to end a measure: whoever records in the facility may.
FACILITY = {role: {"own", "second"} for role in STAFF}
WHOLE_FACILITY = {
    "ward_staff": set[str](),
    "ward_champion": set[str](),
    "facility_lead": {"own", "second"},
}


class Expected(NamedTuple):
    """Who, how far, and with which methods."""

    roles: frozenset[str] | str
    reaches: dict[str, set[str]] | None = None
    methods: str = "GET"


#: The person, whom they let near, and those who work where they are.
NEAR = STAFF | PERSON | {"supporter", "peer_worker"}
THEIRS = {"person": {"own"}}
LET_NEAR = frozenset({"supporter", "peer_worker"})
#: Who may be written to by a person; what was sent opens to whom it was sent alone.
OUTSIDE = LET_NEAR | {"monitor", "user_association"}
NOBODYS = {role: set[str]() for role in OUTSIDE}
WITH_THEM = {"supporter": {"own"}, "peer_worker": {"own"}}
#: The person alone takes back a word of theirs, see the test of that.
MINE = {role: set[str]() for role in NEAR} | THEIRS


ASSESSOR = frozenset({"assessor"})
READS_REPORTS = STAFF | {"ministry", "monitor", "assessor"}
ALL = {"own", "second", "other"}
#: A released report is about a whole facility, and read on each of its wards.
REPORTS = {role: {"own", "second"} if role in STAFF else ALL for role in READS_REPORTS}


def _near(methods: str) -> Expected:
    return Expected(NEAR, OWN | WITH_THEM | THEIRS, methods)


def _ward(methods: str, roles: frozenset[str] = STAFF) -> Expected:
    return Expected(roles, OWN, methods)


PAGES = {
    "healthz": Expected(PUBLIC),
    "wards:board": Expected(PUBLIC),
    "wards:board_of": _ward("GET"),
    "wards:board_part": _ward("GET"),
    "wards:wall": _ward("GET"),
    "wards:hand_over": _ward("POST"),
    "wards:call": _ward("POST"),
    "wards:answer": _ward("POST"),
    "wards:calls": Expected(STAFF),
    "wards:places": Expected(ADMIN),
    "wards:add_facility": Expected(ADMIN, None, "POST"),
    "wards:add_ward": Expected(ADMIN, None, "POST"),
    "wards:census": _ward("GET"),
    "wards:admit": _ward("POST"),
    "wards:present_list": Expected(STAFF, WHOLE_FACILITY, "GET POST"),
    "wards:stay": _ward("GET"),
    "wards:leave": _ward("POST"),
    "wards:return": _ward("POST"),
    "wards:status": _ward("POST"),
    "wards:sheet": _ward("GET"),
    "wards:keep": _ward("GET", LEAD),
    **{
        f"wards:keep_{what}": _ward("POST", LEAD)
        for what in ("on_shift", "wall", "staffing", "beds", "room", "regime", "contact")
    },
    "recording:start": _ward("GET POST"),
    "recording:distress": _ward("POST"),
    "recording:afterwards": _ward("GET POST"),
    "recording:measure": _ward("GET"),
    "recording:end": Expected(STAFF, FACILITY, "POST"),
    **{
        f"recording:{what}": _ward("POST")
        for what in ("look", "review", "order", "pause", "resume", "dose", "notice", "withdraw",
                     "ended_well", "withdraw_distress")
    },
    "recording:correct": _ward("GET POST"),
    "recording:of_person": _ward("GET"),
    "recording:incident": _ward("GET"),
    "recording:complete": _ward("GET POST"),
    "recording:print": _ward("GET"),
    "recording:timeline_svg": _ward("GET"),
    "people:me": Expected(PERSON),
    "people:download": Expected(PERSON),
    "people:my_rights": Expected(PERSON),
    "people:complaint": Expected(PERSON),
    "people:bring": Expected(PERSON, None, "GET POST"),
    "people:my_incident": Expected(PERSON, THEIRS, "GET POST"),
    "people:dispute": Expected(PERSON, THEIRS, "POST"),
    "people:voice_readers": Expected(PERSON, THEIRS, "POST"),
    "people:card": _near("GET"),
    "people:whole": _near("GET"),
    "people:version": _near("GET"),
    "people:paper_card": _near("GET"),
    "people:by_code": _near("GET"),
    "people:add_line": _near("POST"),
    "people:sign": _near("POST"),
    "people:translate_line": _near("POST"),
    "people:ask_review": _near("POST"),
    "people:make_card": _near("POST"),
    "people:first_line": Expected(NEAR, MINE, "POST"),
    "people:agree_line": Expected(PERSON, THEIRS, "POST"),
    "people:choose_line": Expected(PERSON, THEIRS, "POST"),
    "people:readers": Expected(PERSON, THEIRS, "POST"),
    "people:end_line": Expected(NEAR, MINE, "POST"),
    "people:voices": Expected(LET_NEAR, WITH_THEM, "GET"),
    "people:supported": Expected(LET_NEAR),
    "people:supporters": Expected(PERSON, None, "GET POST"),
    "people:end_supporter": Expected(PERSON, THEIRS, "POST"),
    "people:invite": _ward("GET POST"),
    "people:hand_over": _ward("GET POST"),
    "people:first_lines": _ward("GET"),
    **{
        f"learning:{what}": _ward("POST")
        for what in ("offer", "voice", "support", "action", "use", "offer_again", "hold", "ask",
                     "add_rule", "done")
    },
    "change:catalogue": Expected(SIGNED_IN),
    "change:of_ward": _ward("GET"),
    "change:start": _ward("GET POST"),
    "change:around": _ward("GET", LEAD),
    **{
        f"change:keep_{what}": _ward("POST", LEAD)
        for what in ("course", "rule", "staff", "courses", "hours")
    },
    "change:change": _ward("GET"),
    "change:card": _ward("GET"),
    "change:share": _ward("POST", LEAD),
    "change:effect": _ward("GET", LEAD | {"ward_champion"}),
    "change:before": _ward("GET", LEAD | {"ward_champion"}),
    "change:before_data": _ward("GET", LEAD | {"ward_champion"}),
    **{
        f"change:effect_{what}": _ward("GET", LEAD | {"ward_champion"})
        for what in ("pdf", "svg", "csv", "data")
    },
    **{
        f"change:{what}": _ward("POST")
        for what in ("tally", "finish", "note_done", "note_check", "note_cycle", "note_story",
                     "note_hold", "note_stop", "note_question")
    },
    "experience:register": Expected(SIGNED_IN),
    "experience:mine": Expected(PERSON, None, "GET POST"),
    "experience:readers": Expected(PERSON, THEIRS, "POST"),
    "experience:of_person": _ward("GET POST"),
    "assessments:index": Expected(READS_REPORTS),
    "assessments:new": Expected(ASSESSOR, None, "GET POST"),
    "assessments:rollup": Expected(READS_REPORTS),
    "assessments:instruments": Expected(SIGNED_IN),
    "assessments:form_file": Expected(SIGNED_IN),
    "assessments:load_text": Expected(ADMIN, None, "POST"),
    # Nobody here is on the committee; who is, stands in the tests of visits.
    **{f"assessments:{name}": Expected(ASSESSOR, {"assessor": set()}, methods)
       for name, methods in (("visit", "GET POST"), ("item", "GET POST"), ("withdraw", "POST"),
                             ("bring", "POST"))},
    **{f"assessments:{name}": Expected(READS_REPORTS, REPORTS, methods)
       for name, methods in (("report", "GET"), ("report_pdf", "GET"), ("report_text", "GET"),
                             ("compare", "GET"), ("plan", "GET"))},
    "assessments:move": Expected(LEAD, {"facility_lead": {"own", "second"}}, "POST"),
    "sealed:mine": Expected(PERSON, None, "GET POST"),
    "sealed:inbox": Expected(OUTSIDE),
    "sealed:set_key": Expected(OUTSIDE, None, "POST"),
    "sealed:make_key": Expected(OUTSIDE, None, "POST"),
    "sealed:file": Expected(OUTSIDE, NOBODYS, "POST"),
    "sealed:open": Expected(OUTSIDE, NOBODYS, "POST"),
    "learning:learning": _ward("GET"),
    "learning:for_person": _ward("GET POST"),
    "learning:changes": _ward("GET"),
    "learning:seen": _ward("POST", LEAD),
    "learning:answer": _ward("POST", LEAD),
    "learning:decide_rule": _ward("POST", LEAD),
    "accounts:own_number": Expected(PUBLIC),
    "accounts:tablet": Expected(PUBLIC),
    "accounts:pin": Expected(PUBLIC),
    "accounts:lock": Expected(PUBLIC, None, "POST"),
    "accounts:my_pin": Expected(SIGNED_IN, None, "GET POST"),
    "accounts:api_tokens": Expected(SIGNED_IN, None, "GET POST"),
    "accounts:revoke_api_token": Expected(SIGNED_IN, None, "POST"),
    "accounts:list": Expected(ADMIN, None, "GET POST"),
    "accounts:account": Expected(ADMIN, None, "GET POST"),
    "accounts:withdraw": Expected(ADMIN, None, "POST"),
    "accounts:new_password": Expected(ADMIN, None, "POST"),
    "accounts:open_or_close": Expected(ADMIN, None, "POST"),
    "accounts:colleagues": Expected(LEAD),
    "accounts:devices": Expected(LEAD | ADMIN, None, "GET POST"),
    "accounts:revoke": Expected(LEAD | ADMIN, OWN, "POST"),
    "accounts:find_glass": Expected(STAFF, None, "GET POST"),
    "accounts:glass": Expected(LEAD),
    "accounts:glass_seen": Expected(LEAD, {"facility_lead": {"own", "second"}}, "POST"),
    "account_login": Expected(PUBLIC),
    "account_logout": Expected(PUBLIC, None, "POST"),
    "account_signup": Expected(PUBLIC),
    "account_inactive": Expected(PUBLIC),
    "mfa_authenticate": Expected(PUBLIC),
    "mfa_login_webauthn": Expected(PUBLIC),
    **{
        name: Expected(SIGNED_IN)
        for name in (
            "account_reauthenticate", "account_change_password", "mfa_index",
            "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
            "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
            "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
        )
    },
    # A reader of one role has no ward of theirs in the other two places: the page is empty then.
    "figures:record": Expected(LEAD | {"ward_champion"}),
    **{
        f"figures:{name}": Expected(PUBLIC)
        for name in ("index", "no_number", "upload", "forget", "collection", "figure", "table_csv",
                     "distribution_svg", "series_svg", "area", "report")
    },
    **{
        f"law:{name}": Expected(PUBLIC)
        for name in ("index", "jurisdiction", "rights", "example_svg")
    },
    **{f"releases:{name}": Expected(PUBLIC) for name in ("index", "one", "report", "table_csv")},
    "country:index": Expected(PUBLIC),
    "country:map_svg": Expected(PUBLIC),
    "country:country": Expected(PUBLIC),
    "country:add": Expected(frozenset({"ministry"}), None, "GET POST"),
    "country:returns": Expected(frozenset({"ministry"}), None, "GET POST"),
    "country:returns_file": Expected(frozenset({"ministry"}), None, "POST"),
    "country:returns_csv": Expected(frozenset({"ministry"})),
    "country:correct": Expected(frozenset({"ministry"}), None, "GET POST"),
    "releases:new": Expected(LEAD | {"ministry"}, None, "GET POST"),
    # Last: afterwards the person is not here any more, and their plan is closed to the ward.
    "wards:move": _ward("POST"),
    "wards:discharge": _ward("POST"),
}  # fmt: skip
