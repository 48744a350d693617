"""What a reader finds on a page: its words, its tables, its key numbers."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

from django.http import HttpResponse

PUBLISHED = Path(__file__).resolve().parents[2] / "content" / "published"
US, GB = "us-cms-ipfqr-2022", "gb-nhs-mhsds-2021"


def published_rows(slug: str, **equal: str) -> list[dict[str, str]]:
    """The rows of a published file as plain text, read without our own reader."""
    with (PUBLISHED / f"{slug}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if all(row[name] == value for name, value in equal.items())]


def words(part: str) -> str:
    """HTML without its tags, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", part)).split())


def text(response: HttpResponse) -> str:
    """The whole page in words."""
    return words(response.content.decode())


def table_rows(response: HttpResponse, caption: str) -> list[list[str]]:
    """The body of the table whose caption holds these words."""
    for table in re.findall(r"<table.*?</table>", response.content.decode(), re.DOTALL):
        found = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.DOTALL)
        if found and caption in words(found[1]):
            body = table.partition("<tbody")[2]
            rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
            return [
                [words(c) for c in re.findall(r"<t[hd].*?</t[hd]>", r, re.DOTALL)] for r in rows
            ]
    raise AssertionError(f"no table with {caption!r}")


def key_numbers(response: HttpResponse) -> dict[str, str]:
    """The large numbers of a page by the words under them."""
    found = re.search(
        r'<ul class="ow-key-numbers">(.*?)</ul>', response.content.decode(), re.DOTALL
    )
    assert found
    items = re.findall(r"<strong>(.*?)</strong>(.*?)</li>", found[1], re.DOTALL)
    return {words(said): words(number) for number, said in items}


def options(response: HttpResponse, name: str) -> list[str]:
    """The values of one list of choices; empty where there is none."""
    found = re.search(
        rf'<select[^>]*name="{name}".*?</select>', response.content.decode(), re.DOTALL
    )
    return (
        [html.unescape(o) for o in re.findall(r'<option value="([^"]*)"', found[0])]
        if found
        else []
    )


def title(response: HttpResponse) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    assert found
    return html.unescape(found[1])
