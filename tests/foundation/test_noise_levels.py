"""Noise levels that are kept: of the photo as it is now, beside those of other windows."""

from pathlib import Path

import pytest

from pellucid.foundation.noise_levels import NoiseLevels


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "secret name.jpg").write_bytes(b"photo")
    return tmp_path / "secret name.jpg"


def test_a_level_is_found_by_the_next_run_and_names_no_photo(tmp_path: Path, photo: Path) -> None:
    file = tmp_path / "new" / "noise.json"
    levels = NoiseLevels(file)
    assert levels.find(photo) is None
    levels.add(photo, 3.5)
    assert levels.find(photo) == 3.5
    levels.save()
    assert NoiseLevels(file).find(photo) == 3.5
    assert "secret" not in file.read_text()
    photo.write_bytes(b"changed")
    assert NoiseLevels(file).find(photo) is None


def test_two_windows_keep_what_both_have_measured_and_the_oldest_go(
    tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "noise.json", tmp_path / "other.jpg"
    other.touch()
    first, second = NoiseLevels(file), NoiseLevels(file)
    first.add(photo, 1.0)
    second.add(other, 2.0)
    first.save()
    second.save()
    assert (NoiseLevels(file).find(photo), NoiseLevels(file).find(other)) == (1.0, 2.0)
    monkeypatch.setattr("pellucid.foundation.noise_levels.MOST", 1)
    second.add(other, 2.5)
    second.save()
    assert len(NoiseLevels(file)._levels) == 1


@pytest.mark.parametrize("content", ["no json", "[1, 2]", '{"a": "loud", "b": -1, "c": NaN}'])
def test_a_file_that_makes_no_sense_knows_nothing(tmp_path: Path, photo: Path, content: str) -> None:
    (tmp_path / "noise.json").write_text(content)
    levels = NoiseLevels(tmp_path / "noise.json")
    assert levels._levels == {}


def test_where_nothing_can_be_written_it_is_known_until_the_end(tmp_path: Path, photo: Path) -> None:
    (tmp_path / "file").touch()
    levels = NoiseLevels(tmp_path / "file" / "noise.json")
    levels.add(photo, 2.0)
    levels.save()
    assert levels.find(photo) == 2.0
