"""Census and boards: who is here, what is running, what is due."""

from django.apps import AppConfig


class WardsConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.wards"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.wards import applying  # noqa: F401
