"""The ledger: every write an entry, every table rebuildable."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Its entries stand in the tables of this app alone."""

    name = "openward_web.ledger"
    default_auto_field = "django.db.models.BigAutoField"
