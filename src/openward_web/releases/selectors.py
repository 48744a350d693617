"""What is read of releases."""

import json
from collections import Counter
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db.models import QuerySet

from openward.disclosure.cells import Key
from openward.disclosure.policy import DEFAULT
from openward.disclosure.releases import Entry, releases_of
from openward.rates.files import read_csv
from openward_web.releases.models import Release, ReleaseSecret
from openward_web.wards.models import Facility, Ward


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


def names_of_places() -> dict[UUID, str]:
    """What each ward and facility is called in a rate table: the code of the service's own systems;
    its key where it has none, or shares it with another.
    """
    codes = [*Ward.objects.values_list("pk", "local_code"),
             *Facility.objects.values_list("pk", "local_code")]  # fmt: skip
    used = Counter(code for _, code in codes)
    return {key: code if code and used[code] == 1 else str(key) for key, code in codes}


def parents_of_places() -> dict[str, tuple[str, str]]:
    """The area above each ward and facility, whatever a table or a file says of it."""
    named = names_of_places()
    wards = Ward.objects.values_list("pk", "facility_id")
    facilities = Facility.objects.exclude(region=None).values_list("pk", "region")
    above = {named[ward]: ("facility", named[facility]) for ward, facility in wards}
    return above | {named[facility]: ("region", region) for facility, region in facilities}
