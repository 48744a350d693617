"""What is read of releases."""

import json
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db.models import QuerySet

from openward.disclosure.cells import Key
from openward.disclosure.policy import DEFAULT
from openward.disclosure.releases import Entry, releases_of
from openward.rates.files import read_csv
from openward_web.releases.models import Release, ReleaseSecret


def releases() -> "QuerySet[Release]":
    """All releases without their tables, the newest first."""
    return Release.objects.defer("table").order_by("-number")


def policy_in_force() -> str | None:
    """The policy of the first release, which holds for all after it: a number that one policy hides
    and another shows would not be hidden. None before the first.
    """
    return Release.objects.order_by("number").values_list("policy", flat=True).first()


def released_before() -> dict[Key, Entry]:
    """The last state of every cell that was ever released, with the true numbers."""
    lines = ReleaseSecret.objects.order_by("release__number").values_list("state", flat=True)
    return releases_of(lines, policy_in_force() or DEFAULT, "releases")


def table_of(release: Release) -> pa.Table:
    """The table that everybody may see."""
    return read_csv(release.table.encode(), "release").with_texts().table


def cost_for(release: Release, account_id: UUID | None) -> dict[str, Any] | None:
    """What hiding cost, for whoever made the release; None for everybody else."""
    made = ReleaseSecret.objects.filter(release=release, made_by=account_id).first()
    return json.loads(made.cost) if made and account_id else None
