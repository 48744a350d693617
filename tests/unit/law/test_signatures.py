"""A breach needs a lawyer: signatures, corrected rules and local targets of an installation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openward.law.examples import computed, examples_of
from openward.law.loading import read_laws
from openward.law.signatures import digest, overlaid, with_local
from openward.problems import BadInput

LAWS = read_laws()
FR = LAWS["fr"]
SIGNED = {
    "rules": ["fr-isolement-order"],
    "signed_by": {"role": "Legal adviser", "organisation": "Example"},
    "signed_on": date(2026, 11, 1),
}


def statuses(law, rule_id: str) -> set[str]:
    example = examples_of(law)[0]
    return {row.status for row in computed(example, LAWS | {"fr": law}) if row.rule_id == rule_id}


def test_an_unsigned_limit_that_was_passed_is_no_breach() -> None:
    assert statuses(FR, "fr-isolement-order") == {"missed"}


def test_a_signed_limit_that_was_passed_is_a_breach() -> None:
    signed = overlaid(FR, {"signature": [SIGNED]})
    assert statuses(signed, "fr-isolement-order") == {"breach"}


def test_a_signature_does_not_make_an_unread_figure_verified() -> None:
    signed = overlaid(FR, {"signature": [{**SIGNED, "rules": ["*"]}]})
    assert {rule.signed for rule in signed.rules if not rule.verified} == {False}


def test_a_signature_with_a_digest_falls_when_the_rule_changes() -> None:
    rule = next(r for r in FR.rules if r.id == "fr-isolement-order")
    kept = overlaid(FR, {"signature": [{**SIGNED, "digest": digest(rule)}]})
    fallen = overlaid(FR, {"signature": [{**SIGNED, "digest": "0" * 16}]})
    assert any(r.signed for r in kept.rules)
    assert not any(r.signed for r in fallen.rules)


def local_rule(**changed: object) -> dict[str, object]:
    rule = {"id": "local-fr-order", "type": "order_limit", "words": "Our own target: 2 hours.",
            "kinds": ["seclusion"], "limit": "PT2H", "force": "standard", "cite": "Ward council",
            "verified": True}  # fmt: skip
    return rule | changed


def test_a_local_target_is_never_a_breach() -> None:
    signed = {**SIGNED, "rules": ["local-fr-order"]}
    law = overlaid(FR, {"rule": [local_rule(force="law")], "signature": [signed]})
    assert statuses(law, "local-fr-order") == {"missed"}


def test_a_rule_of_a_shipped_id_takes_its_place() -> None:
    law = overlaid(FR, {"rule": [local_rule(id="fr-isolement-order", force="law")]})
    (rule,) = [r for r in law.rules if r.id == "fr-isolement-order"]
    assert rule.words == "Our own target: 2 hours."


@pytest.mark.parametrize("changed", [
    {"rules": ["fr-nothing"]}, {"signed_by": "somebody"}, {"signed_on": "2026-11-01"}, {"by": "x"},
])  # fmt: skip
def test_a_mistake_in_a_signature_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        overlaid(FR, {"signature": [SIGNED | changed]})


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert with_local(LAWS, tmp_path / "law" / "local") == LAWS


def test_a_local_file_is_read_by_the_name_of_its_law(tmp_path: Path) -> None:
    text = '[[signature]]\nrules = ["*"]\nsigned_on = 2026-11-01\n'
    text += 'signed_by = { role = "Lawyer", organisation = "Example" }\n'
    (tmp_path / "se.toml").write_text(text, encoding="utf-8")
    assert any(rule.signed for rule in with_local(LAWS, tmp_path)["se"].rules)
    (tmp_path / "zz.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="no law has this code"):
        with_local(LAWS, tmp_path)
