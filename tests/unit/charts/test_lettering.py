from __future__ import annotations

import pytest

from openward.charts.lettering import shortened, text_width, wrapped

NAME = "HARBORVIEW MEDICAL CENTER of the very-long-hyphenated-name"


def test_capitals_and_bold_letters_take_more_room() -> None:
    assert text_width("ABC", 10) > text_width("abc", 10) > text_width("ijl", 10)
    assert text_width("abc", 10, bold=True) > text_width("abc", 10)


@pytest.mark.parametrize("width", [60, 120, 300, 1000])
def test_wrapped_lines_fit(width: int) -> None:
    assert all(text_width(line, 13) <= width for line in wrapped(NAME, width, 13))
    assert " ".join(wrapped(NAME, 400, 13)) == NAME


def test_nothing_is_one_empty_line() -> None:
    assert wrapped("", 100, 13) == [""]


def test_only_what_does_not_fit_is_cut() -> None:
    assert shortened("Elm", 100, 13) == "Elm"
    cut = shortened(NAME, 100, 13)
    assert cut.endswith("…") and text_width(cut, 13) <= 100
