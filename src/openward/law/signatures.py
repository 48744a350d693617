"""An installation's own overlay: a lawyer's signatures, corrected rules, local targets.

`law/local/<code>.toml`. A signature says who stands by which rules since when; without one a rule
only reminds.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openward.law.loading import rule_from
from openward.law.rule import Jurisdiction, Rule
from openward.problems import BadInput, Problem

FILE_KEYS = ("signature", "rule")
SIGNATURE_KEYS = ("rules", "signed_by", "signed_on", "digest")
NOT_DIGESTED = ("signed", "signed_by", "from_at", "to_at", "note")


def with_local(laws: Mapping[str, Jurisdiction], folder: Path) -> dict[str, Jurisdiction]:
    """The laws with what `folder` says of them. A folder that is not there changes nothing.

    Raises
    ------
    BadInput
        A file of the folder holds a mistake, or is about a jurisdiction that is not known.
    """
    changed = dict(laws)
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        if path.stem not in laws:
            problem = Problem("no law has this code", "name the file after a code of `law list`")
            raise BadInput(problem, str(path))
        try:
            written = tomllib.loads(path.read_text(encoding="utf-8"))
            changed[path.stem] = overlaid(laws[path.stem], written)
        except BadInput as bad:
            raise BadInput(bad.problems, str(path)) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problem = Problem(f"is not TOML: {error}", "see docs/law-files.md for an example")
            raise BadInput(problem, str(path)) from None
    return changed


def overlaid(law: Jurisdiction, written: Mapping[str, Any]) -> Jurisdiction:
    """One jurisdiction with what its local file says.

    A rule of a shipped id takes the place of the shipped ones; one whose id begins with `local-`
    is a target of the installation: advice, never a breach.
    """
    problems = [
        Problem("there is no such key in a local file", "use [[signature]] or [[rule]]", column=key)
        for key in written
        if key not in FILE_KEYS
    ]
    own, faults = _own_rules(law, written.get("rule", []))
    rules = [r for r in law.rules if r.id not in {mine.id for mine in own}] + own
    problems += [*faults, *_signature_problems(written.get("signature", []), rules)]
    if problems:
        raise BadInput(problems)
    for signature in written.get("signature", []):
        rules = [_signed(rule, signature) for rule in rules]
    return replace(law, rules=tuple(rules))


def is_local(rule: Rule) -> bool:
    """Whether the rule is a target of the installation, not the law."""
    return rule.id.startswith("local-")


def digest(rule: Rule) -> str:
    """What a signature may name, so that it falls when the rule is changed: 16 hex digits."""
    parts = [
        f"{f.name}={_canonical(getattr(rule, f.name))}"
        for f in fields(rule)
        if f.name not in NOT_DIGESTED
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _canonical(value: Any) -> str:
    return repr(sorted(value)) if isinstance(value, frozenset) else repr(value)


def _own_rules(
    law: Jurisdiction, written: list[Mapping[str, Any]]
) -> tuple[list[Rule], list[Problem]]:
    shipped = {rule.id for rule in law.rules}
    about = {"code": law.code, "timezone": law.timezone}
    own: list[Rule] = []
    problems: list[Problem] = []
    for number, each in enumerate(written, 1):
        rule, faults = rule_from(each, about, number)
        problems += faults
        if rule is None:
            continue
        if not is_local(rule) and rule.id not in shipped:
            remedy = f"use the id of a shipped rule, or begin it with local-{law.code}-"
            what = "is neither the id of a shipped rule nor a local target"
            problems.append(Problem(what, remedy, column=f"rule {rule.id}: id", value=rule.id))
        own.append(replace(rule, effect="advice") if is_local(rule) else rule)
    return own, problems


def _signature_problems(
    signatures: list[Mapping[str, Any]], rules: list[Rule]
) -> Iterator[Problem]:
    known = {rule.id for rule in rules} | {"*"}
    for number, signature in enumerate(signatures, 1):
        name = f"signature {number}"
        for key in signature:
            if key not in SIGNATURE_KEYS:
                remedy = f"use {', '.join(SIGNATURE_KEYS)}"
                yield Problem("is no key of a signature", remedy, column=f"{name}: {key}")
        by = signature.get("signed_by")
        if not isinstance(by, Mapping) or set(by) != {"role", "organisation"}:
            remedy = 'write { role = "…", organisation = "…" }'
            yield Problem("does not say who signed", remedy, column=f"{name}: signed_by")
        on = signature.get("signed_on")
        if not isinstance(on, date) or isinstance(on, datetime):
            yield Problem("does not say when it was signed", "write a day as 2026-11-23",
                          column=f"{name}: signed_on")  # fmt: skip
        for rule_id in signature.get("rules") or [""]:
            if rule_id not in known:
                yield Problem("names a rule that does not exist", "use ids of `law show`, or \"*\"",
                              column=f"{name}: rules", value=str(rule_id))  # fmt: skip


def _signed(rule: Rule, signature: Mapping[str, Any]) -> Rule:
    named = rule.id in signature["rules"] or "*" in signature["rules"]
    same = signature.get("digest") in (None, digest(rule))
    if not (named and same and rule.verified):
        return rule
    by = signature["signed_by"]
    who = f"{by['role']}, {by['organisation']}, {signature['signed_on'].isoformat()}"
    return replace(rule, signed=True, signed_by=who)
