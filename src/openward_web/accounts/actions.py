"""Everything that is written about accounts. Secrets are set beside it, never in an entry."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from openward_web.accounts.models import Account, ApiToken, GlassTry, Pin
from openward_web.accounts.rules import Role
from openward_web.accounts.selectors import grants_at
from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.people.models import Identity
from openward_web.recording.moments import derived
from openward_web.wards.models import Facility

#: For how long a record outside one's wards stays open.
GLASS_STAYS_BROKEN = timedelta(minutes=60)
#: So many numbers, right or wrong, may be typed in so long: for one person with a slip or two.
MOST_TRIES, TRIES_COUNT_FOR = 5, timedelta(hours=1)


def create_account(
    *, entry_id: UUID, by: Actor, at: datetime, username: str, display_name: str, password: str
) -> Account:
    """A new account, with a password that has to be changed at the first sign-in."""
    check_password_may_be_used(username, display_name, password)
    key = derived(entry_id, "account")
    said = {"username": username, "display_name": display_name}
    write("create_account", entry_id=entry_id, subject=f"account:{key}", by=by, occurred_at=at,
          payload=said)  # fmt: skip
    made = Account.objects.get(pk=key)
    # Sent again after somebody has chosen their own, it changes nothing.
    if not made.has_usable_password():
        _set_first_password(made, password)
    return made


def check_password_may_be_used(username: str, display_name: str, password: str) -> None:
    """Whether a password is long and rare enough for this account.

    Raises
    ------
    ValidationError
        With a sentence for each rule that it breaks.
    """
    validate_password(password, Account(username=username, display_name=display_name))


def give_new_password(
    *, entry_id: UUID, by: Actor, at: datetime, account: Account, password: str,
    factors_are_lost: bool = False,
) -> None:  # fmt: skip
    """For somebody who forgot theirs, or lost the telephone too. They see that it was done."""
    validate_password(password, account)
    write("give_new_password", entry_id=entry_id, subject=f"account:{account.pk}", by=by,
          occurred_at=at, payload={"factors_are_lost": factors_are_lost})  # fmt: skip
    _set_first_password(account, password)
    Pin.objects.filter(pk=account.pk).delete()
    ApiToken.objects.filter(account=account, revoked_at=None).update(revoked_at=at)
    if factors_are_lost:
        Authenticator.objects.filter(user=account).delete()


def close_account(*, entry_id: UUID, by: Actor, at: datetime, account_id: UUID) -> None:
    """Nobody signs in with it any more; what was done with it stays written."""
    write("close_account", entry_id=entry_id, subject=f"account:{account_id}", by=by,
          occurred_at=at, payload={})  # fmt: skip


def open_account(*, entry_id: UUID, by: Actor, at: datetime, account_id: UUID) -> None:
    """Whoever left is back."""
    write("open_account", entry_id=entry_id, subject=f"account:{account_id}", by=by,
          occurred_at=at, payload={})  # fmt: skip


def first_password() -> str:
    """A password that is typed once, and then changed."""
    return secrets.token_urlsafe(12)


def _set_first_password(account: Account, password: str) -> None:
    account.set_password(password)
    account.must_change_password = True
    account.save()


def grant_role(
    *, entry_id: UUID, by: Actor, at: datetime, account_id: UUID, role: Role,
    ward_id: UUID | None = None, facility_id: UUID | None = None, region: str | None = None,
    person_id: UUID | None = None, valid_to: datetime | None = None,
) -> UUID:  # fmt: skip
    """One role at one place, or for one person; all places None: everywhere."""
    key = derived(entry_id, "grant")
    row: Row = {
        "row_id": key, "account_id": account_id, "role": role.value, "ward_id": ward_id,
        "facility_id": facility_id, "region": region, "person_id": person_id, "valid_from": at,
        "valid_to": valid_to,
    }  # fmt: skip
    _write("grant_role", entry_id, by, at, f"account:{account_id}", new={"grants": [row]})
    return key


class HasAccount(ValueError):  # noqa: N818 - it names what is there
    """The person signs in with an account of their own already."""


def invite(
    *, entry_id: UUID, by: Actor, at: datetime, username: str, role: Role, person_id: UUID,
    password: str,
) -> None:  # fmt: skip
    """An account for a person, or for somebody whom they let near; wholly or not at all.

    Raises
    ------
    HasAccount
        A second account for the person would let somebody else speak as them.
    """
    with transaction.atomic():
        theirs = grants_at(at).filter(person=person_id, role=Role.PERSON)
        if role == Role.PERSON and theirs.exists():
            raise HasAccount(str(person_id))
        made = create_account(
            entry_id=entry_id, by=by, at=at, username=username, display_name=username,
            password=password,
        )  # fmt: skip
        grant_role(entry_id=derived(entry_id, "role"), by=by, at=at, account_id=made.pk,
                   role=role, person_id=person_id)  # fmt: skip


def withdraw_role(
    *, entry_id: UUID, by: Actor, at: datetime, account_id: UUID, grant_id: UUID
) -> None:
    """The role ends now; what was done with it stays written."""
    changed = {"grants": [{"row_id": grant_id, "valid_to": at}]}
    _write("withdraw_role", entry_id, by, at, f"account:{account_id}", changed=changed)


def enrol_device(*, entry_id: UUID, by: Actor, at: datetime, ward_id: UUID, name: str) -> UUID:
    """A tablet for one ward; its secrets stand elsewhere."""
    key = derived(entry_id, "device")
    row: Row = {"row_id": key, "ward_id": ward_id, "name": name, "enrolled_at": at}
    _write("enrol_device", entry_id, by, at, f"device:{key}", new={"devices": [row]})
    return key


def revoke_device(*, entry_id: UUID, by: Actor, at: datetime, device_id: UUID) -> None:
    """The tablet is nobody's any more."""
    changed = {"devices": [{"row_id": device_id, "revoked_at": at}]}
    _write("revoke_device", entry_id, by, at, f"device:{device_id}", changed=changed)


class TooManyTries(ValueError):  # noqa: N818 - it names what came in
    """Somebody typed more numbers than one who looks for one person."""


def try_glass(
    *, entry_id: UUID, by: Actor, at: datetime, facility: Facility, local_number: str, reason: str
) -> UUID | None:  # fmt: skip
    """Open the record of whoever has this number there; None where nobody has. Each try is written.

    Raises
    ------
    TooManyTries
        Five numbers were typed in the hour before, right or wrong: nothing is looked up.
    """

    def rows() -> dict[str, object]:
        lately = GlassTry.objects.filter(
            account_id=by.account_id, tried_at__gt=at - TRIES_COUNT_FOR
        )
        if lately.count() >= MOST_TRIES:
            raise TooManyTries
        row: Row = {"row_id": derived(entry_id, "try"), "account_id": by.account_id,
                    "facility_id": facility.pk, "reason": reason, "tried_at": at,
                    "has_opened": found is not None}  # fmt: skip
        return payload_of(new={"glass_tries": [row]})

    theirs = Identity.objects.filter(facility=facility, local_number=local_number.strip())
    found = theirs.values_list("person_id", flat=True).first()
    # All tries of one account wait for each other: those sent at the same time are counted too.
    write("try_glass", entry_id=entry_id, subject=f"account:{by.account_id}", by=by,
          occurred_at=at, payload=rows)  # fmt: skip
    if found is not None:
        opening = derived(entry_id, "opening")
        break_glass(entry_id=opening, by=by, at=at, person_id=found, reason=reason)
    return found


def break_glass(*, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, reason: str) -> None:
    """Open a record outside one's wards for an hour. The lead and the person see who and why."""
    row: Row = {
        "row_id": derived(entry_id, "glass"), "account_id": by.account_id, "person_id": person_id,
        "reason": reason, "started_at": at, "ends_at": at + GLASS_STAYS_BROKEN,
    }  # fmt: skip
    write("break_glass", entry_id=entry_id, subject=f"person:{person_id}", by=by, occurred_at=at,
          person_id=person_id, payload=payload_of(new={"broken_glass": [row]}))  # fmt: skip


def see_broken_glass(*, entry_id: UUID, by: Actor, at: datetime, glass_id: UUID) -> None:
    """A lead says that they have seen it."""
    changed = {"broken_glass": [{"row_id": glass_id, "seen_at": at}]}
    _write("see_broken_glass", entry_id, by, at, f"glass:{glass_id}", changed=changed)


def _write(
    action: str, entry_id: UUID, by: Actor, at: datetime, subject: str,
    **rows: dict[str, list[Row]],
) -> None:  # fmt: skip
    write(action, entry_id=entry_id, subject=subject, by=by, occurred_at=at,
          payload=payload_of(**rows))  # fmt: skip
