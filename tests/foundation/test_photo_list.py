"""A list of photos makes paths when they are asked for, and is like a tuple of them otherwise."""

from pathlib import Path

import pytest

from pellucid.foundation.photo_list import PhotoList

NAMES = ("a1.jpg", "a2.jpg", "a10.jpg")


@pytest.mark.parametrize("folder", ["/photos", "/", ".", "near", "../up"])
def test_photos_of_a_folder_are_found_by_their_paths(folder: str) -> None:
    photos = PhotoList(Path(folder), NAMES)
    paths = tuple(Path(folder) / name for name in NAMES)
    assert tuple(photos) == paths
    assert [photos.place(path) for path in paths] == [0, 1, 2]
    assert paths[1] in photos
    assert Path(folder) / "other.jpg" not in photos
    assert Path("/elsewhere/a1.jpg") not in photos
    assert photos[-1] == paths[-1]
    assert photos[1:] == list(paths[1:])
    assert photos.names == list(NAMES)


def test_photos_of_several_folders_are_found_too() -> None:
    paths = (Path("/a/1.jpg"), Path("/b/1.jpg"))
    photos = PhotoList.of(paths)
    assert tuple(photos) == paths
    assert photos.place(paths[1]) == 1
    assert photos.names == ["1.jpg", "1.jpg"]
    assert PhotoList.of(photos) is photos


def test_the_order_can_be_turned_round() -> None:
    photos = PhotoList(Path("/photos"), NAMES)
    assert list(photos.backwards()) == list(photos)[::-1]
    assert photos.backwards().place(photos[0]) == 2


def test_equal_lists_are_the_same_photos_in_the_same_order() -> None:
    photos = PhotoList(Path("/photos"), NAMES)
    assert photos == PhotoList(Path("/photos"), list(NAMES))
    assert photos != photos.backwards()
    assert photos != NAMES
    assert not PhotoList()
