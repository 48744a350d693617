"""Changes."""

from django.apps import AppConfig


class ChangeConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.change"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.change import applying  # noqa: F401
