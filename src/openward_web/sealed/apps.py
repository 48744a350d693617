"""Sealed messages."""

from django.apps import AppConfig


class SealedConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.sealed"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.sealed import applying  # noqa: F401
