"""One clear line per problem, whatever the value holds."""

from __future__ import annotations

import pytest

from openward.problems import BadInput, Problem, listed, one_of, printable, shown


def test_a_sentence_has_the_form_of_the_contract() -> None:
    problem = Problem("not a number", "write digits", 7, "numerator", "1,5")
    assert problem.sentence("a/b.csv") == (
        "a/b.csv:7:numerator: not a number (value 1,5): write digits"
    )


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Problem("w", "r"), "f: w: r"),
        (Problem("w", "r", 3), "f:3: w: r"),
        (Problem("w", "r", 3, "c"), "f:3:c: w: r"),
        (Problem("w", "r", column="c"), "f:c: w: r"),
        (Problem("w", "r", value=""), "f: w (value ): r"),
    ],
)
def test_as_much_of_the_place_as_there_is(problem: Problem, sentence: str) -> None:
    assert problem.sentence("f") == sentence


def test_without_a_file_the_sentence_begins_with_what_is_wrong() -> None:
    assert Problem("w", "r").sentence() == "w: r"


@pytest.mark.parametrize("nasty", ["a\nb", "a\rb", "a\x1b[31mb", "a\u2028b", "a\u202eb", "a\tb"])
def test_values_and_names_stay_on_one_line_and_cannot_steer_a_terminal(nasty: str) -> None:
    sentence = Problem("w", "r", 1, nasty, nasty).sentence(nasty)
    assert sentence.isprintable()
    assert len(sentence.splitlines()) == 1


def test_a_line_break_is_shown_as_an_escape() -> None:
    assert printable("a\nb\x1b") == "a\\nb\\x1b"


def test_letters_of_any_language_are_shown_as_they_are() -> None:
    assert shown("Клиника Ω 病院") == "Клиника Ω 病院"


def test_values_are_cut_at_60_characters() -> None:
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 59 + "…"
    assert len(shown("\n" * 100)) == 60


def test_a_list_of_values_is_cut_in_length_and_number() -> None:
    assert listed(["a", "b"], 2) == "a, b"
    assert listed(["a", "b", "c"], 2) == "a, b, …"
    assert len(listed(["x" * 1_000_000], 2)) == 60


def test_a_hundred_problems_and_a_count_of_the_rest() -> None:
    bad = BadInput([Problem("w", "r", row) for row in range(1, 1_250 + 1)], "f.csv")
    lines = bad.sentences()
    assert len(lines) == 101
    assert lines[99] == "f.csv:100: w: r"
    assert lines[100] == "f.csv: and 1,150 more problems"


def test_exactly_a_hundred_problems_need_no_count() -> None:
    assert len(BadInput([Problem("w", "r")] * 100).sentences()) == 100


def test_bad_input_reads_as_its_first_problem() -> None:
    assert str(BadInput(Problem("w", "r"), "f")) == "f: w: r"


def test_the_remedy_for_an_unknown_code_names_the_known_ones() -> None:
    assert one_of(("a", "b")) == "use one of a, b"
