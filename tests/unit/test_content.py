from __future__ import annotations

from openward.content import content_folder, read_toml


def test_the_content_is_found_from_a_checkout() -> None:
    assert (content_folder() / "indicators" / "us-hbips-2.toml").is_file()


def test_a_content_file_reads_as_a_dictionary() -> None:
    assert read_toml(content_folder() / "places" / "names.toml")["names"]["US"] == "United States"
