"""Every worked example of the law files holds, as if a lawyer had signed."""

from __future__ import annotations

import pytest

from openward.law.examples import as_signed, disagreements, examples_of
from openward.law.loading import read_laws

LAWS = {code: as_signed(law) for code, law in read_laws().items()}
CASES = [
    pytest.param(example, id=f"{code}: {example.words}")
    for code, law in LAWS.items()
    for example in examples_of(law)
]


@pytest.mark.parametrize("example", CASES)
def test_a_worked_example_holds(example) -> None:
    assert list(disagreements(example, LAWS)) == []
