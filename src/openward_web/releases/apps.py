"""Released figures: the only ones of the service that readers outside see."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Its tables are made from the entries of the ledger."""

    name = "openward_web.releases"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.ledger.registry import domain
        from openward_web.ledger.rows import writes_rows
        from openward_web.releases.models import Release, ReleaseSecret

        domain(Release, ReleaseSecret)
        writes_rows("release_figures")
