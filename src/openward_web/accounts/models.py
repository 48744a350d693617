"""Accounts, what they may do, the tablets of wards, and glass that was broken."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from openward_web.ledger.columns import code, in_order

#: What no password hashes to.
NO_PASSWORD = "!"  # noqa: S105


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their name for signing in."""


class Account(AbstractBaseUser):
    """Somebody who can sign in. Passwords and second factors never enter the ledger."""

    id = models.UUIDField(primary_key=True)
    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    #: The password was set by somebody else and has to be changed first.
    must_change_password = models.BooleanField(default=False)

    objects = AccountManager()
    USERNAME_FIELD = "username"

    class Meta:
        db_table = "accounts"


class Pin(models.Model):
    """The short number of one account for the shared tablets of its wards; a hash, never more."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True)
    hash = models.CharField(max_length=128)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "account_pins"


class Grant(models.Model):
    """One role of one account at one place, or for one person."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    account_id = models.UUIDField()
    role = code()
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="grants", null=True)
    facility = models.ForeignKey("wards.Facility", models.PROTECT, related_name="grants", null=True)
    region = models.CharField(max_length=10, null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="grants", null=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        db_table = "grants"
        constraints = [in_order("grants", "valid_from", "valid_to")]
        indexes = [models.Index(fields=["account_id"], name="grants_of_account")]


class Device(models.Model):
    """A shared tablet of one ward."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="devices")
    name = models.CharField(max_length=60)
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "devices"
        constraints = [in_order("devices", "enrolled_at", "revoked_at")]


class DeviceSecret(models.Model):
    """What the tablet's cookie is compared with; a hash, and the code that is typed in once."""

    device_id = models.UUIDField(primary_key=True)
    code_hash = models.CharField(max_length=128, null=True)
    code_until = models.DateTimeField(null=True)
    cookie_hash = models.CharField(max_length=128, null=True)

    class Meta:
        db_table = "device_secrets"


class ApiToken(models.Model):
    """What another system of the service signs in with; a hash. It can do what is named here, where
    its account can do it too.

    wards: their identifiers; none: every ward of the account.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    capabilities = models.JSONField(default=list)
    wards = models.JSONField(default=list)
    made_at = models.DateTimeField()
    #: To the hour: so that a token that nobody needs is noticed.
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_tokens"


class GlassTry(models.Model):
    """Somebody typed a number to open a record outside their wards. The number itself is not kept:
    it may be of somebody who has nothing to do with it.
    """

    id = models.UUIDField(primary_key=True, db_column="row_id")
    account_id = models.UUIDField()
    facility = models.ForeignKey("wards.Facility", models.PROTECT, related_name="glass_tries")
    reason = models.CharField(max_length=300)
    tried_at = models.DateTimeField()
    has_opened = models.BooleanField()

    class Meta:
        db_table = "glass_tries"
        indexes = [models.Index(fields=["account_id", "tried_at"], name="tries_of_account")]


class BrokenGlass(models.Model):
    """Somebody opened a record outside their wards, for a reason that they wrote down."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    account_id = models.UUIDField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="broken_glass")
    reason = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    #: When a lead said that they have seen it.
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "broken_glass"
        constraints = [in_order("broken_glass", "started_at", "ends_at")]
        indexes = [models.Index(fields=["account_id", "ends_at"], name="glass_of_account")]
