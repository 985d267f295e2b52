"""Names that are taken get numbers, and files get names that every system takes."""

import pytest

from pellucid.foundation.naming import LONGEST_NAME, free_name, slug


@pytest.mark.parametrize(
    ("wanted", "taken", "free"),
    [
        ("A", [], "A"),
        ("A", ["a"], "A 2"),
        ("A", ["A", "a 2"], "A 3"),
        ("A 2", ["A 2"], "A 3"),
        ("2024", ["2024"], "2024 2"),
        ("A 9", ["A 9", "A 10"], "A 11"),
    ],
)
def test_a_free_name_has_the_next_number(wanted: str, taken: list[str], free: str) -> None:
    assert free_name(wanted, taken) == free


def test_a_free_name_is_no_longer_than_names_may_be() -> None:
    longest = "x" * LONGEST_NAME
    assert len(free_name(longest, [longest])) == LONGEST_NAME


@pytest.mark.parametrize(("name", "file"), [("Äußerst, hell!", "auerst-hell"), ("夜", "preset"), ("..", "preset")])
def test_a_slug_is_plain(name: str, file: str) -> None:
    assert slug(name, "preset") == file
