"""A score is kept only where it can have come out of that version."""

from __future__ import annotations

import math

import pytest

from openward.instruments.loading import instruments
from openward.instruments.scores import check_score
from openward.problems import BadInput

AES = instruments()["aes-16"]


@pytest.mark.parametrize("value", [0, 2.5, 5])
def test_both_ends_of_the_range_belong_to_it(value: float) -> None:
    check_score(AES, "perceived_coercion", value)


@pytest.mark.parametrize("value", [-1, 5.5, math.nan, math.inf])
def test_what_cannot_come_out_is_refused(value: float) -> None:
    with pytest.raises(BadInput, match="from 0 to 5"):
        check_score(AES, "perceived_coercion", value)


def test_an_unknown_range_refuses_only_what_is_no_number() -> None:
    scale = instruments()["ecs-15"]
    check_score(scale, "total", 1000)
    with pytest.raises(BadInput):
        check_score(scale, "total", math.nan)


def test_our_own_questions_are_never_added_up() -> None:
    with pytest.raises(BadInput, match="never added up"):
        check_score(instruments()["openward-own-1"], "total", 1)
