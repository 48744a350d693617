"""What happened, recorded while or after it happens."""

from django.apps import AppConfig


class RecordingConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.recording"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.recording import applying  # noqa: F401
