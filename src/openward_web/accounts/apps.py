"""Who may do what, where."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts themselves are no domain table: their secrets never enter the ledger."""

    name = "openward_web.accounts"

    def ready(self) -> None:
        """Say which entries make which rows."""
        from openward_web.accounts import applying  # noqa: F401
