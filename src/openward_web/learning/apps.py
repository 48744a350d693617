"""What is learned after an incident."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.learning"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.learning import applying  # noqa: F401
