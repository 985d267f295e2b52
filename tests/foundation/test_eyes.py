"""Words about two eyes: which is in front, what a stereo photo is called, and progress of two halves."""

from dataclasses import replace
from pathlib import Path

import pytest

from pellucid.foundation.errors import Cancelled
from pellucid.foundation.eyes import Eye, EyeView
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts, StereoFacts
from pellucid.foundation.progress import Progress

FACTS = PhotoFacts(Path("a/l.jpg"), "pair", "JPEG", Size(4, 3), "rgb", 8, has_alpha=False, profile="", file_bytes=9)


def test_the_eye_in_front_is_the_left_one_unless_the_right_is_shown() -> None:
    assert {view: view.eye for view in EyeView} == dict.fromkeys(EyeView, Eye.LEFT) | {EyeView.RIGHT: Eye.RIGHT}
    assert [view for view in EyeView if view.needs_both] == [EyeView.ANAGLYPH, EyeView.WIGGLE]
    assert (Eye.LEFT.other, Eye.RIGHT.other) == (Eye.RIGHT, Eye.LEFT)


def test_edits_of_two_files_are_named_after_both() -> None:
    in_one = replace(FACTS, stereo=StereoFacts("l", "r", "MPO"))
    in_two = replace(FACTS, stereo=StereoFacts("l", "r", None, Path("b/r.jpg")))
    assert FACTS.edited_as == in_one.edited_as == Path("a/l.jpg")
    assert in_two.edited_as == Path("a/l.jpg+r.jpg")


def test_two_files_have_the_same_edits_whichever_is_left() -> None:
    other_way = replace(FACTS, path=Path("b/r.jpg"), stereo=StereoFacts("r", "l", None, Path("a/l.jpg")))
    assert other_way.edited_as == Path("a/l.jpg+r.jpg")
    alike = replace(FACTS, path=Path("b/l.jpg"), stereo=StereoFacts("r", "l", None, Path("a/l.jpg")))
    assert alike.edited_as == Path("a/l.jpg+l.jpg")


def test_a_stereo_photo_is_seen_in_its_eyes_and_a_plain_one_in_itself() -> None:
    stereo = replace(FACTS, stereo=StereoFacts("l", "r", "MPO"))
    assert [stereo.is_seen_in(name) for name in ("pair", "l", "r", "x")] == [True, True, True, False]
    assert [FACTS.is_seen_in(name) for name in ("pair", "l", "")] == [True, False, False]


def test_halves_are_told_as_shares_of_the_whole_and_are_cancelled_with_it() -> None:
    told: list[float] = []
    stop: list[bool] = []
    left, right = Progress(lambda: bool(stop), lambda share, _remaining: told.append(share)).halves()
    left.report(0.5)
    right.report(1.0)
    left.report(1.0)
    assert told == [0.25, 0.75, 1.0]
    stop.append(True)
    with pytest.raises(Cancelled):
        right.check()
