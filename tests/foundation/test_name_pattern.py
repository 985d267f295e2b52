"""Names of exports by a pattern, and the files that many of them become."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import Existing
from pellucid.foundation.name_pattern import LONGEST_BYTES, NameParts, NamePattern
from pellucid.foundation.output_names import planned_targets

_PARTS = NameParts("IMG_1", "2026-11-27 18:04:59.25", number=7, count=120, version="Warm")


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{name}", "IMG_1"),
        ("{name}-restored", "IMG_1-restored"),
        ("{date} {name}", "2026-11-27 IMG_1"),
        ("{date}_{time}", "2026-11-27_18-04-59"),
        ("holiday-{number}", "holiday-007"),
        ("holiday-{number:5}", "holiday-00007"),
        ("{name} ({version})", "IMG_1 (Warm)"),
    ],
)
def test_words_become_what_is_known(pattern: str, name: str) -> None:
    assert NamePattern(pattern).name(_PARTS) == name


def test_a_word_that_has_nothing_to_say_leaves_no_hole() -> None:
    assert NamePattern("{name}-{version}").name(NameParts("a")) == "a"
    assert NamePattern("{date} {name}").name(NameParts("a")) == "a"
    assert NamePattern("{version}").name(NameParts("a")) == "a"
    assert NamePattern("{date}_{number}").name(NameParts("a", number=3)) == "3"
    assert NamePattern("{date}_{time}-{name}").name(NameParts("a")) == "a"
    assert NamePattern("{name} {date}_{number}").name(NameParts("a")) == "a_1"
    assert NamePattern("_{name}-{version}").name(NameParts("a")) == "_a"


@pytest.mark.parametrize(
    "pattern",
    [
        *("", " ", "{naem}", "{name", "name}", "a/b", "{name:3}", "{date:4}", "a\0", "{}"),
        *("ü" * 101, "{number:99}{number:99}-{number:9}"),
    ],
)
def test_a_pattern_that_makes_no_names_is_refused_with_a_sentence(pattern: str) -> None:
    with pytest.raises(UsageError, match="pattern"):
        NamePattern(pattern)


@pytest.mark.parametrize("name", ["../x", "a/b", "CON", "com1.x", ".hidden", "end. ", "a\nb", 'a"b', "\0"])
def test_whatever_a_photo_is_called_the_name_is_one_that_every_system_takes(name: str) -> None:
    made = NamePattern("{name}").name(NameParts(name))
    assert Path(made).name == made
    assert not set(made) & set('<>:"/\\|?*\n\0')
    assert not made.startswith(".")
    assert made.rstrip(". ") == made
    assert made.upper() not in ("CON", "COM1.X")


@given(st.text(min_size=1, max_size=300), st.text(max_size=300), st.integers(1, 9999))
def test_every_name_fits_and_keeps_its_number(name: str, version: str, number: int) -> None:
    made = NamePattern("{number}-{name}-{version}").name(NameParts(name, "", number, 9999, version))
    assert 0 < len(made.encode("utf-8", "surrogatepass")) <= LONGEST_BYTES
    assert str(number) in made


def test_a_name_that_stands_in_for_one_that_says_nothing_fits_too() -> None:
    assert NamePattern("{version}").name(NameParts("x" * 250)) == "x" * LONGEST_BYTES


def test_no_two_photos_get_one_name(tmp_path: Path) -> None:
    names = [target.path.name for target in planned_targets(["a.jpg", "A.jpg", "a-2.jpg", "a.jpg"], tmp_path)]
    assert names == ["a.jpg", "A-2.jpg", "a-2-2.jpg", "a-3.jpg"]


def test_what_lies_there_is_passed_by_kept_or_replaced_as_was_asked(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    (tmp_path / "a-2.jpg").touch()

    def planned(existing: Existing | None) -> list[tuple[str, bool]]:
        targets = planned_targets(["a.jpg", "b.jpg"], tmp_path, existing)
        return [(target.path.name, target.is_skipped) for target in targets]

    assert planned(Existing.UNIQUE) == [("a-3.jpg", False), ("b.jpg", False)]
    assert planned(Existing.SKIP) == [("a.jpg", True), ("b.jpg", False)]
    assert planned(Existing.OVERWRITE) == [("a.jpg", False), ("b.jpg", False)]
    assert planned(None) == [("a.jpg", False), ("b.jpg", False)]


def test_ten_thousand_photos_of_one_name_are_named_at_once(tmp_path: Path) -> None:
    targets = planned_targets(["a.jpg"] * 10_000, tmp_path, Existing.OVERWRITE)
    assert len({target.path for target in targets}) == 10_000
