"""Safe by default: the key, the headers, the error pages and what the log may hold."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

SHOW = "from django.conf import settings as s; print(s.DEBUG, s.{}, sep='|')"


def _setting(name: str, data: Path, **environment: str) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("OPENWARD_")}
    done = subprocess.run(
        [sys.executable, "-c", SHOW.format(name)], check=True, capture_output=True, text=True,
        env=clean | {"OPENWARD_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path),
                     "DJANGO_SETTINGS_MODULE": "openward_web.config.settings", **environment},
    )  # fmt: skip
    return done.stdout.strip()


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = _setting("SECRET_KEY", tmp_path)
    (file,) = tmp_path.glob("secret*")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(first.partition("|")[2]) >= 50
    assert _setting("SECRET_KEY", tmp_path) == first


def test_debug_is_off_unless_a_developer_asks(tmp_path: Path) -> None:
    assert _setting("DEBUG", tmp_path) == "False|False"
    assert _setting("DEBUG", tmp_path, OPENWARD_DEBUG="1") == "True|True"


def test_cookies_are_secure_behind_https(tmp_path: Path) -> None:
    assert _setting("SESSION_COOKIE_SECURE", tmp_path, OPENWARD_HTTPS="1") == "False|True"


def test_every_answer_carries_the_protecting_headers(client: Client) -> None:
    headers = client.get("/no-such-page").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_an_unknown_host_is_refused_without_a_traceback(client: Client) -> None:
    response = client.get("/no-such-page", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert b"Traceback" not in response.content


def test_a_form_without_its_token_gets_our_own_page(settings: Any) -> None:
    response = Client(enforce_csrf_checks=True).post("/no-such-page")
    assert response.status_code in {403, 404}
    assert "OpenWard" in response.content.decode()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_log_holds_no_query(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/no-such-page?name=Ada")
    assert caplog.records
    assert "Ada" not in caplog.text
