"""Addresses below /api/v1/. The middleware lets them through: each asks for a token itself."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from openward_web.accounts.access import public
from openward_web.api import countries, reading, writing  # noqa: F401 - they fill the router
from openward_web.api.errors import say_in_words
from openward_web.api.router import router
from openward_web.api.signing_in import Token


class Api(NinjaAPI):
    """Says in its description that errors are problem documents (RFC 9457)."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description, with the media type of errors."""
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        said = answer["content"].pop("application/json", None)
                        answer["content"]["application/problem+json"] = said
        return schema


api = Api(
    title="OpenWard", version="1", auth=Token(), docs_url=None, urls_namespace="api",
    description="The record of a ward for other systems of the service. It makes nothing lawful. "
    "A token is for what it was made for and never more than its account may do; the rest is "
    "answered with 403 or 404. No token opens a record behind broken glass.",
)  # fmt: skip
api.add_router("", router)
say_in_words(api)

urls = api.urls
for pattern in urls[0]:
    public(pattern.callback)
