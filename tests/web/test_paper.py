"""Paper takes whatever somebody typed."""

from __future__ import annotations

import time

from openward_web.design.paper import breakable, pdf


def test_a_very_long_word_gets_places_to_break_and_loses_nothing() -> None:
    page = f'<p class="{"c" * 100}">{"a" * 79}&amp;&lt;{"b" * 60}</p><p>short words stay</p>'
    broken = breakable(page)
    assert broken != page and broken.replace("\u200b", "") == page
    assert "\u200b" not in broken.split(">")[0] and "&\u200b" not in broken


def test_a_hundred_thousand_letters_take_seconds_and_not_minutes() -> None:
    started = time.process_time()
    body = "a" * 100_000
    assert pdf(f"<html lang=en><title>t</title><p>{body}</p></html>").startswith(b"%PDF")
    assert time.process_time() - started < 40
