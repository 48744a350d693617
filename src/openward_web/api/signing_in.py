"""Only a token opens the API: a session of the browser does not."""

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer

from openward_web.accounts.access import Reach, reach_of
from openward_web.accounts.models import ApiToken
from openward_web.accounts.rules import Capability
from openward_web.accounts.tokens import narrowed_to, token_of


class Token(HttpBearer):
    """`Authorization: Bearer …`"""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, with its reach on the request; None refuses."""
        now = datetime.now(UTC).replace(microsecond=0)
        found = token_of(token, now)
        if found is None:
            return None
        request.reach = Reach(found.account_id, now, narrowed_to(found))  # type: ignore[attr-defined]
        return found


def may(request: HttpRequest, capability: Capability) -> Reach:
    """The reach of the token, if it may do this anywhere."""
    reach = reach_of(request)
    if not reach.may(capability):
        raise PermissionDenied
    return reach
