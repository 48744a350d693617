"""A real browser against a live server: Debian's chromium, driven by Playwright."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from openward_web.ledger.guard import guard, unguard

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

#: Without these the browser talks to hosts outside by itself at every start.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

# Playwright's sync interface keeps an event loop in this thread, which Django mistakes for
# asynchronous code; the server under test has its own thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: `apt-get install chromium` gives one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def static_files_without_a_build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files straight from the source folders; set before the live server starts."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield


@pytest.fixture(autouse=True)
def a_ledger_that_tests_may_empty(transactional_db: None) -> Iterator[None]:
    """Guarded while the story runs; the tables are emptied after it."""
    guard(connection)
    yield
    unguard(connection)


@pytest.fixture
def page(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh reader: no cookies, an English browser, reduced motion, `page.goto("/…")`."""
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", reduced_motion="reduce",
        viewport={"width": 1280, "height": 900},
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    if os.environ.get("OPENWARD_SCREENSHOTS"):
        name = re.sub(r"[^\w-]+", "_", request.node.name)
        folder = Path(request.config.rootpath, "var", "screenshots")
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")
    context.close()
