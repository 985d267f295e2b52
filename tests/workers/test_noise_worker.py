"""The noise of many photos: told at once where it is known, measured where it is not, and only while nobody waits."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.foundation.noise_levels import NoiseLevels
from pellucid.workers.noise_worker import NoiseWorker

DIRECT = Qt.ConnectionType.DirectConnection


def save_photo(path: Path, sigma: float) -> Path:
    rng = np.random.default_rng(3)
    samples = 120 + rng.normal(0, 1, (240, 320, 1)).repeat(3, axis=2) * sigma
    Image.fromarray(np.clip(samples, 0, 255).round().astype(np.uint8)).save(path)
    return path


@pytest.fixture
def photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    monkeypatch.setenv("PELLUCID_CACHE_DIR", str(tmp_path / "cache"))
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"nothing")
    return (save_photo(tmp_path / "quiet.png", 2), broken, save_photo(tmp_path / "loud.png", 12))


def measured(photos: tuple[Path, ...]) -> dict[Path, float | None]:
    told: dict[Path, float | None] = {}
    worker = NoiseWorker(lambda: True)
    worker.measured.connect(told.__setitem__, DIRECT)
    worker.do(photos)
    return told


def test_photos_are_measured_in_levels_and_one_that_cannot_be_read_has_none(
    photos: tuple[Path, ...], qtbot: QtBot
) -> None:
    told = measured(photos)
    assert told[photos[1]] is None
    assert told[photos[0]] == pytest.approx(2, rel=0.4)
    assert told[photos[2]] == pytest.approx(12, rel=0.4)


def test_what_was_measured_is_told_the_next_time_without_opening_a_photo(
    photos: tuple[Path, ...], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = measured(photos[::2])
    opened: list[Path] = []
    monkeypatch.setattr("pellucid.io.documents.open_document", opened.append)
    assert measured(photos[::2]) == before
    assert opened == []


def test_no_photo_is_opened_while_a_person_waits(
    photos: tuple[Path, ...], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = [False, False, True, False, True]
    asked: list[bool] = []

    def is_quiet() -> bool:
        asked.append(states[len(asked)])
        return asked[-1]

    monkeypatch.setattr("pellucid.io.documents.open_document", lambda photo: photo)
    monkeypatch.setattr("pellucid.engine.findings_of.flat_noise_of", lambda _photo: float(len(asked)))
    worker = NoiseWorker(is_quiet)
    worker.do(photos[::2])
    assert [NoiseLevels().find(photo) for photo in photos[::2]] == [3.0, 5.0]


def test_what_was_measured_is_kept_where_it_is_stopped(
    photos: tuple[Path, ...], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = NoiseWorker(lambda: True)
    monkeypatch.setattr("pellucid.io.documents.open_document", lambda photo: photo)
    monkeypatch.setattr("pellucid.engine.findings_of.flat_noise_of", lambda _photo: worker.cancel() or 4.0)
    worker._guarded(worker.do, photos[::2])
    assert [NoiseLevels().find(photo) for photo in photos[::2]] == [4.0, None]
