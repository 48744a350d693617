"""Every code list is whole: labels, maps, sources, and the columns that use it."""

from __future__ import annotations

import re

import pytest

from openward.content import content_folder, read_toml
from openward.register.codes import (
    CodeList,
    code_list,
    code_lists,
    national_lists,
    roles_of,
    techniques_of,
)
from openward.register.tables import TABLES

USED = {c.codes for table in TABLES.values() for c in table.columns.values() if c.codes}
LISTS = list(code_lists().values())


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.name)
def test_every_code_is_plain_and_has_a_label(listed: CodeList) -> None:
    assert listed.title
    assert listed.codes
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in listed.codes)
    assert all(label == label.strip() and label for label in listed.codes.values())
    assert len(set(listed.codes.values())) == len(listed.codes)


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.name)
def test_maps_lead_from_our_codes_to_a_list_with_a_source(listed: CodeList) -> None:
    for national, pairs in listed.maps.items():
        assert national in national_lists()
        assert set(pairs) <= set(listed.codes)
        assert all(theirs and all(theirs) for theirs in pairs.values())


def test_every_national_list_is_used_and_says_what_was_not_read() -> None:
    used = {national for listed in LISTS for national in listed.maps}
    assert used == set(national_lists())
    for national in national_lists().values():
        assert national.title and national.source
        assert national.verified or national.note


def test_every_list_is_of_a_column_and_every_column_has_its_list() -> None:
    assert set(code_lists()) == USED


def test_no_list_stands_in_two_files() -> None:
    paths = sorted((content_folder() / "codes").glob("*.toml"))
    names = [name for path in paths for name in read_toml(path)]
    assert len(names) == len(set(names))


def test_every_technique_belongs_to_a_kind_and_every_kind_has_some() -> None:
    kinds = code_list("measure_kind").codes
    assert set(code_list("technique").kinds) == set(kinds)
    assert frozenset().union(*map(techniques_of, kinds)) == set(code_list("technique").codes)


def test_roles_that_a_role_includes_are_included_with_all_they_include() -> None:
    for role in code_list("role").codes:
        for other in roles_of(role):
            assert other in code_list("role").codes
            assert roles_of(other) <= roles_of(role)


def test_a_psychiatrist_is_a_doctor_and_a_doctor_no_psychiatrist() -> None:
    assert {"doctor", "health_professional"} <= roles_of("psychiatrist")
    assert "psychiatrist" not in roles_of("doctor")


def test_techniques_of_england_belong_to_the_kind_that_england_gives_them() -> None:
    kinds = code_list("measure_kind").maps["mhsds"]
    techniques = code_list("technique").maps["mhsds"]
    for kind, theirs in kinds.items():
        ours = [techniques[t] for t in techniques_of(kind) if t in techniques]
        assert {code for codes in ours for code in codes} <= set(theirs)
