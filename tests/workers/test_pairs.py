"""A pair on its way to the render thread and back: which eye is asked for, and whose frames are shown."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpers.eyes import two_eyes, write_files, write_mpo
from helpers.frames import frame
from pellucid.document.edit import Edit
from pellucid.foundation.errors import UsageError
from pellucid.foundation.eyes import AnaglyphMode, EyeView
from pellucid.foundation.frame import Exactness
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size, Viewport
from pellucid.io.stereo import Pair, open_pair, open_two
from pellucid.workers.load_worker import LoadJob, LoadWorker
from pellucid.workers.render_scheduler import RenderScheduler
from pellucid.workers.render_worker import RenderWorker
from pellucid.workers.shared_engine import SharedEngine

VIEW = Viewport(20, 12, 1.0, Size(40, 24))


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return open_pair(write_mpo(tmp_path / "a.mpo", two_eyes(24, 40)))


def test_the_eye_in_front_is_asked_for_and_a_new_pair_begins_with_the_left(qtbot: QtBot, pair: Pair) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(pair, Edit())
    scheduler.show_view(VIEW)
    asked = []
    for view in (EyeView.RIGHT, EyeView.ANAGLYPH, EyeView.WIGGLE, EyeView.LEFT):
        scheduler.show_eyes(view, AnaglyphMode.LEAST_SQUARES)
        job = worker.mailbox.take()
        assert job is not None
        assert (job.pair, job.view) == (pair, view)
        asked.append(job.source)
    assert asked == [pair.right, pair.left, pair.left, pair.left]
    scheduler.show_eyes(EyeView.RIGHT, AnaglyphMode.LEAST_SQUARES)
    scheduler.show_photo(pair, Edit())
    scheduler.show_view(VIEW)
    job = worker.mailbox.take()
    assert job is not None
    assert job.view is EyeView.LEFT


def test_where_a_framing_lets_the_eyes_change_places_the_other_one_is_asked_for(qtbot: QtBot, pair: Pair) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(pair, Edit(framing=Framing(mirrored=True)))
    scheduler.show_view(VIEW)
    ready: list[str] = []
    scheduler.frame_ready.connect(lambda shown: ready.append(shown.photo))
    job = worker.mailbox.take()
    assert job is not None
    assert job.source is pair.right
    for eye in pair.eyes:
        worker.frame_made.emit(frame(scheduler.generation, eye.facts.fingerprint))
    assert ready == [pair.right.facts.fingerprint]


def test_only_frames_of_what_is_to_be_seen_come_through(qtbot: QtBot, pair: Pair) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(pair, Edit())
    ready: list[str] = []
    scheduler.frame_ready.connect(lambda shown: ready.append(shown.photo))
    left, right, both = (*(eye.facts.fingerprint for eye in pair.eyes), pair.fingerprint)
    wanted = {
        EyeView.LEFT: [left],
        EyeView.RIGHT: [right],
        EyeView.ANAGLYPH: [both],
        EyeView.WIGGLE: [left, right],
    }
    for view, names in wanted.items():
        scheduler.show_eyes(view, AnaglyphMode.LEAST_SQUARES)
        for name in (left, right, both, "another"):
            worker.frame_made.emit(frame(1, name))
        qtbot.wait(10)
        assert ready == names
        ready.clear()


def test_colours_of_anaglyphs_are_asked_for_with_the_view(qtbot: QtBot, pair: Pair) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(pair, Edit())
    scheduler.show_view(VIEW)
    scheduler.show_eyes(EyeView.ANAGLYPH, AnaglyphMode.GRAY)
    job = worker.mailbox.take()
    assert job is not None
    assert (job.view, job.anaglyph_mode) == (EyeView.ANAGLYPH, AnaglyphMode.GRAY)


def test_swapped_eyes_are_asked_for_in_the_same_view_and_told(qtbot: QtBot, pair: Pair) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(pair, Edit())
    scheduler.show_view(VIEW)
    scheduler.show_eyes(EyeView.RIGHT, AnaglyphMode.LEAST_SQUARES)
    with qtbot.waitSignal(scheduler.eyes_swapped) as told:
        scheduler.swap_eyes()
    job = worker.mailbox.take()
    assert job is not None
    assert job.pair is scheduler.document
    np.testing.assert_array_equal(job.source.samples, pair.left.samples)
    assert told.args[0].stereo.right == job.source.facts.fingerprint
    assert told.args[0].fingerprint == pair.fingerprint
    scheduler.swap_eyes()
    assert scheduler.document is pair


def test_one_eye_has_nothing_to_swap(qtbot: QtBot, pair: Pair) -> None:
    scheduler = RenderScheduler(RenderWorker(SharedEngine()))
    with qtbot.assertNotEmitted(scheduler.eyes_swapped):
        scheduler.swap_eyes()
        scheduler.show_photo(pair.left, Edit())
        scheduler.swap_eyes()
    assert scheduler.document is pair.left


def test_an_anaglyph_comes_back_from_the_thread(qtbot: QtBot, pair: Pair) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    worker.start()
    try:
        with qtbot.waitSignal(scheduler.frame_ready) as shown:
            scheduler.show_photo(pair, Edit())
            scheduler.show_eyes(EyeView.ANAGLYPH, AnaglyphMode.LEAST_SQUARES)
            scheduler.show_view(VIEW)
        assert shown.args[0].photo == pair.fingerprint
        assert shown.args[0].exactness is Exactness.EXACT_EVERYWHERE
    finally:
        assert worker.stop()


def test_pairs_are_loaded_from_one_file_and_from_two(qtbot: QtBot, pair: Pair, tmp_path: Path) -> None:
    loader = LoadWorker()
    opened: list[Pair] = []
    loader.opened.connect(opened.append, Qt.ConnectionType.DirectConnection)
    left, right = write_files(tmp_path, two_eyes(24, 40))
    loader.do(LoadJob(pair.left.facts.path))
    loader.do(LoadJob(left, right))
    assert [made.facts.fingerprint for made in opened] == [pair.fingerprint, open_two(left, right).fingerprint]


def test_eyes_side_by_side_are_not_glimpsed_as_one_picture(qtbot: QtBot, pair: Pair, tmp_path: Path) -> None:
    loader = LoadWorker()
    glimpsed: list[Size] = []
    opened: list[Pair] = []
    loader.glimpsed.connect(lambda _path, _pixels, size: glimpsed.append(size), Qt.ConnectionType.DirectConnection)
    loader.opened.connect(opened.append, Qt.ConnectionType.DirectConnection)
    loader.do(LoadJob(write_mpo(tmp_path / "beside.jps", two_eyes(24, 40)[:1])))
    assert [made.facts.size for made in opened] == [Size(20, 24)]
    assert glimpsed == [Size(20, 24)]
    loader.do(LoadJob(pair.left.facts.path))
    assert glimpsed == [Size(20, 24), pair.left.facts.size]


def test_two_photos_are_not_glimpsed_before_it_is_known_that_they_go_together(qtbot: QtBot, tmp_path: Path) -> None:
    loader = LoadWorker()
    glimpsed: list[Path] = []
    loader.glimpsed.connect(lambda path, _pixels, _size: glimpsed.append(path), Qt.ConnectionType.DirectConnection)
    left, right = (write_mpo(tmp_path / f"{width}.jpg", two_eyes(24, width)[:1]) for width in (40, 32))
    with pytest.raises(UsageError, match="same size"):
        loader.do(LoadJob(left, right))
    assert glimpsed == []
    loader.do(LoadJob(left))
    assert glimpsed == [left]
