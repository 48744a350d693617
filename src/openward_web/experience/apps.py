"""Experience measures."""

from django.apps import AppConfig


class ExperienceConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.experience"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.experience import applying  # noqa: F401
