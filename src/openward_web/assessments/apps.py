"""Visits with instruments on places."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.assessments"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.assessments import applying  # noqa: F401
