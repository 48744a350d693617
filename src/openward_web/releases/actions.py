"""A release: figures of a closed period, protected once, against everything released before."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext as _

from openward.disclosure.policy import policy_of
from openward.disclosure.publish import Published, publish
from openward.disclosure.relations import Parents
from openward.disclosure.releases import line_of
from openward.problems import BadInput, Problem
from openward.rates.files import csv_text
from openward_web.ledger.rows import payload_of
from openward_web.ledger.writing import Actor, NewerVersion, version_of, write
from openward_web.recording.moments import derived
from openward_web.releases.models import Release
from openward_web.releases.selectors import parents_of_places, policy_in_force, released_before

#: All releases are one subject: each is guarded against all before it.
SUBJECT = f"releases:{UUID(int=0)}"


def release_figures(
    *, entry_id: UUID, by: Actor, at: datetime, title: str, policy: str, table: pa.Table,
    parents: Parents,
) -> UUID:  # fmt: skip
    """Protect a table and keep what may be shown of it. Returns the release's id.

    Protecting takes its time and nobody waits for it: whoever was released meanwhile wins.

    Raises
    ------
    BadInput
        It cannot be protected, another policy is in force, or another release came in between.
    """
    key = derived(entry_id, "release")
    if Release.objects.filter(pk=key).exists():
        return key
    seen = version_of(SUBJECT)
    held_to = policy_in_force() or policy
    if policy != held_to:
        raise BadInput(Problem(_("released under another policy before"), held_to, value=policy))
    # What the service knows of its places comes before what a file says of them.
    above = {**parents, **parents_of_places()}
    published = publish(table, policy_of(policy), above, released_before())
    payload = _payload(key, seen + 1, at, title, policy, published, by)
    try:
        write("release_figures", entry_id=entry_id, subject=SUBJECT, by=by, occurred_at=at,
              payload=lambda: payload, base_version=seen)  # fmt: skip
    except NewerVersion:
        said = Problem(_("somebody else released figures meanwhile"), _("send it again"))
        raise BadInput(said) from None
    return key


def _payload(
    key: UUID, number: int, at: datetime, title: str, policy: str, published: Published, by: Actor
) -> dict[str, Any]:
    table, loss = published.table, published.loss
    release = {
        "release_id": key, "number": number, "title": title, "policy": policy, "made_at": at,
        "start": pc.min(table["period_start"]).as_py(), "end": pc.max(table["period_end"]).as_py(),
        "figures": loss.figures, "hidden": loss.hidden, "table": csv_text(table),
    }  # fmt: skip
    cost = {
        "reasons": dict(published.reasons), "by_whole_rows": loss.by_whole_rows,
        "share": loss.share, "share_by_whole_rows": loss.share_by_whole_rows,
        "held": sorted(": ".join(series) for series in published.held),
    }  # fmt: skip
    secret = {"release_id": key, "made_by": by.account_id, "cost": json.dumps(cost),
              "state": line_of(policy, published.entries)}  # fmt: skip
    return payload_of(new={"releases": [release], "release_secrets": [secret]})
