"""The identity provider of a service opens accounts that are there, and makes none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from openward_web.config.oidc import origin, provider
from tests.conftest import ROOT

NAMED = {
    "OPENWARD_OIDC_ISSUER": "https://sign-in.example/realms/north",
    "OPENWARD_OIDC_CLIENT_ID": "openward",
    "OPENWARD_OIDC_CLIENT_SECRET": "kept elsewhere",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened to each who came back from the provider."""
    ours = ("OPENWARD_", "DATABASE")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    paths = os.pathsep.join([str(ROOT), *sys.path])
    here = {
        "PYTHONPATH": paths, "OPENWARD_DEBUG": "1", "OPENWARD_HOSTS": "testserver",
        "OPENWARD_DATA": str(tmp_path_factory.mktemp("data")),
        "DJANGO_SETTINGS_MODULE": "openward_web.config.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.accounts.oidc_story"], cwd=ROOT, check=True,
        capture_output=True, text=True, env=clean | NAMED | here,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("who", "signed_in"),
    [("first", "ada"), ("again, renamed", "ada"), ("same name, other person", ""),
     ("no account", ""), ("closed", ""), ("to an open session", "")],
)  # fmt: skip
def test_only_the_account_that_was_joined_first_is_opened(
    told: dict[str, Any], who: str, signed_in: str
) -> None:
    assert told[who] == signed_in


def test_no_account_is_made_and_one_is_joined(told: dict[str, Any]) -> None:
    assert (told["accounts"], told["joined"]) == (3, 1)


def test_the_page_leads_to_the_provider_by_a_button_alone(told: dict[str, Any]) -> None:
    assert told["button"]
    assert (told["by GET"], told["sign up"]) == (405, 404)
    assert "form-action 'self' https://sign-in.example;" in told["policy"] + ";"


@pytest.mark.django_db
def test_where_no_provider_is_named_nothing_of_it_is_there(client: Client) -> None:
    assert "oidc" not in client.get("/accounts/login/").content.decode()
    assert client.get("/accounts/oidc/service/login/").status_code == 404


@pytest.mark.parametrize("missing", ["OPENWARD_OIDC_CLIENT_ID", "OPENWARD_OIDC_CLIENT_SECRET"])
def test_half_a_provider_is_refused_at_the_start(missing: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="needs"):
        provider(NAMED | {missing: ""})


def test_a_provider_without_tls_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="https"):
        provider(NAMED | {"OPENWARD_OIDC_ISSUER": "http://sign-in.example"})
    assert provider({}) is None
    assert origin("https://a.example:8443/realms/x") == "https://a.example:8443"
