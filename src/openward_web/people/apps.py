"""The people who use the service."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.people"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.people import applying  # noqa: F401
