"""Pairs are found by their names, and wrong ones are named and left out."""

from pathlib import Path

import pytest
import torch

from helpers.pairs import graded, scene, write_pairs, write_picture
from pellucid.engine.pictures import open_picture
from pellucid.foundation.errors import Cancelled, UnreadableError
from pellucid.foundation.progress import Progress
from pellucid.training.looks.finding import LeftOut, find_pairs
from pellucid.training.looks.pairs import LEAST_LIKENESS, MOST_POINTS, likeness, read_pairs


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_one_folder_holds_the_folders_before_and_after(tmp_path: Path) -> None:
    touch(tmp_path, "Before/a.dng", "Before/b.jpg", "After/A.jpg", "After/c.jpg", "After/notes.txt")
    pairs, left_out = find_pairs(tmp_path)
    assert [(pair.before.name, pair.after.name) for pair in pairs] == [("a.dng", "A.jpg")]
    reason = "there is no counterpart of that name"
    assert left_out == [LeftOut("b.jpg", reason), LeftOut("c.jpg", reason)]


def test_one_folder_holds_marked_names(tmp_path: Path) -> None:
    touch(tmp_path, "sea_before.png", "sea_after.jpg", "hill-BEFORE.png", "plain.png")
    pairs, left_out = find_pairs(tmp_path)
    assert [(pair.before.name, pair.after.name) for pair in pairs] == [("sea_before.png", "sea_after.jpg")]
    assert [one.name for one in left_out] == ["hill-BEFORE.png"]


def test_two_folders_hold_the_same_names_marked_or_not(tmp_path: Path) -> None:
    touch(tmp_path, "raw/1.png", "raw/2_before.png", "done/1.jpg", "done/2_after.jpg")
    pairs, left_out = find_pairs(tmp_path / "raw", tmp_path / "done")
    assert [pair.after.name for pair in pairs] == ["1.jpg", "2_after.jpg"]
    assert not left_out


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be listed"):
        find_pairs(tmp_path / "nowhere")


def test_an_edit_keeps_the_directions_of_a_picture_and_others_have_their_own() -> None:
    first = scene(1)
    inverted_tone = (1 - first).pow(2)
    assert likeness(first, graded(first)) > 0.8
    assert likeness(first, first * 0.3 + 0.5) > 0.8
    for other in (scene(2), first.flip(2), first.roll(24, 2), inverted_tone):
        assert likeness(first, other) < LEAST_LIKENESS
    assert likeness(torch.full((3, 8, 8), 0.5), torch.full((3, 8, 8), 0.9)) == 1.0


def test_wrong_pairs_are_named_and_left_out(tmp_path: Path) -> None:
    write_pairs(tmp_path, 2)
    for name, after in (("cropped", graded(scene(7))[:, :, :-2]), ("other", graded(scene(8)))):
        write_picture(tmp_path / "before" / f"{name}.png", scene(7))
        write_picture(tmp_path / "after" / f"{name}.png", after)
    write_picture(tmp_path / "before" / "torn.png", scene(7))
    (tmp_path / "after" / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\nno more")
    paths, _ = find_pairs(tmp_path)
    pairs, left_out = read_pairs(paths, open_picture, Progress())
    assert [pair.name for pair in pairs] == ["0.png", "1.png"]
    assert [one.name for one in left_out] == ["cropped.png", "other.png", "torn.png"]
    assert left_out[0].reason == "the sizes differ: 96 × 72 before, 94 × 72 after"
    assert left_out[1].reason == "the two photos show different pictures"
    assert left_out[2].reason.startswith("it cannot be opened")


def test_the_pixels_kept_of_a_pair_are_pixels_of_both_photos(tmp_path: Path) -> None:
    paths, _ = find_pairs(write_pairs(tmp_path, 1))
    (pair,) = read_pairs(paths, open_picture, Progress())[0]
    assert pair.points.shape == (min(MOST_POINTS, 72 * 96), 2)
    columns, rows = (pair.points * torch.tensor([96, 72])).floor().long().unbind(1)
    assert torch.equal(pair.colors, pair.before[:, rows, columns].T)
    assert torch.equal(pair.wanted, pair.after[:, rows, columns].T)


def test_reading_is_cancelled_between_photos(tmp_path: Path) -> None:
    paths, _ = find_pairs(write_pairs(tmp_path, 2))
    opened: list[Path] = []

    def open_and_note(path: Path) -> torch.Tensor:
        opened.append(path)
        return open_picture(path)

    with pytest.raises(Cancelled):
        read_pairs(paths, open_and_note, Progress(lambda: len(opened) == 1))
    assert len(opened) == 1
