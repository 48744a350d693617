"""Countries."""

from django.apps import AppConfig


class CountryConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.country"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.country import applying  # noqa: F401
