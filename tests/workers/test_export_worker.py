"""Exports in a row, on the worker's own thread: all are made, each fails or is cancelled for itself."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpers.eyes import two_eyes, write_files
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import open_two
from pellucid.operations.denoise.parameters import Parameters
from pellucid.workers.export_worker import ExportJob, ExportWorker
from pellucid.workers.photo_reference import PhotoReference
from pellucid.workers.render_worker import RenderJob, RenderWorker
from pellucid.workers.shared_engine import SharedEngine

PATIENCE_MS = 30_000
VIEW = Viewport(30, 20, 1.0, Size(60, 40))
DENOISED = EditStack().with_parameters("denoise", Parameters())


class Exporting:
    """A worker, and the latest entry of each of its exports; notes come on its own thread and are only kept here."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.engine = SharedEngine()
        self.worker = ExportWorker(self.engine)
        self.entries: dict[int, JobEntry] = {}
        self.order: list[str] = []
        self._qtbot, self._folder = qtbot, folder
        self.worker.changed.connect(self._take, Qt.ConnectionType.DirectConnection)

    def _take(self, entry: JobEntry) -> None:
        self.entries[entry.number] = entry
        if entry.state is JobState.DONE:
            self.order.append(entry.target.name)

    def ask(self, source: SourceImage, name: str, stack: EditStack = EditStack()) -> Path:  # noqa: B008 -- frozen
        target = self._folder / name
        self.worker.post(ExportJob(PhotoReference(source), Edit(stack=stack), target, ExportOptions()))
        return target

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: not self.worker.is_busy, timeout=PATIENCE_MS)

    def states(self) -> list[JobState]:
        return [self.entries[number].state for number in sorted(self.entries)]


@pytest.fixture
def exporting(qtbot: QtBot, tmp_path: Path) -> Iterator[Exporting]:
    (tmp_path / "out").mkdir()
    made = Exporting(qtbot, tmp_path / "out")
    yield made
    assert made.worker.stop()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.fromarray(np.random.default_rng(5).integers(0, 255, (40, 60, 3), np.uint8)).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


@pytest.fixture
def source(photo: Path) -> SourceImage:
    return open_photo(photo)


def test_two_hundred_exports_in_a_burst_are_all_made_in_order(exporting: Exporting, source: SourceImage) -> None:
    exporting.worker.start()
    names = [f"{number:03}.png" for number in range(200)]
    targets = [exporting.ask(source, name) for name in names]
    exporting.wait()
    assert exporting.order == names
    assert all(target.is_file() for target in targets)


def test_one_that_fails_keeps_its_sentence_and_stops_none(exporting: Exporting, source: SourceImage) -> None:
    exporting.ask(source, "a.png")
    exporting.ask(source, "missing/b.png")
    exporting.ask(source, "c.png")
    exporting.worker.start()
    exporting.wait()
    assert exporting.states() == [JobState.DONE, JobState.FAILED, JobState.DONE]
    assert "b.png" in exporting.entries[2].sentence


def test_one_that_waits_is_cancelled_alone(exporting: Exporting, source: SourceImage) -> None:
    targets = [exporting.ask(source, name) for name in ("a.png", "b.png", "c.png")]
    exporting.worker.queue.cancel(2)
    exporting.worker.start()
    exporting.wait()
    assert exporting.states() == [JobState.DONE, JobState.CANCELLED, JobState.DONE]
    assert [target.exists() for target in targets] == [True, False, True]


def test_the_one_in_work_is_cancelled_alone_and_leaves_no_file(
    exporting: Exporting, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is cancelled between two of its tiles."""
    is_begun, may_go_on, report = threading.Event(), threading.Event(), exporting.worker.queue.report

    def held(share: float, remaining_s: float | None) -> None:
        is_begun.set()
        assert may_go_on.wait(30)
        report(share, remaining_s)

    monkeypatch.setattr(exporting.worker.queue, "report", held)
    monkeypatch.setattr("pellucid.engine.full_render.TILE", Size(32, 32))
    exporting.ask(source, "a.png", DENOISED)
    exporting.ask(source, "b.png")
    exporting.worker.start()
    assert is_begun.wait(30)
    exporting.worker.queue.cancel(1)
    may_go_on.set()
    exporting.wait()
    assert exporting.states() == [JobState.CANCELLED, JobState.DONE]
    assert [path.name for path in (source.facts.path.parent / "out").iterdir()] == ["b.png"]


def test_the_end_loses_none_that_is_finished_and_leaves_no_half_file(exporting: Exporting, source: SourceImage) -> None:
    exporting.worker.start()
    targets = [exporting.ask(source, f"{number:03}.png", DENOISED) for number in range(40)]
    exporting._qtbot.waitUntil(lambda: len(exporting.order) >= 2, timeout=PATIENCE_MS)
    assert exporting.worker.stop()
    assert set(exporting.states()) == {JobState.DONE, JobState.CANCELLED}
    there = sorted(path.name for path in targets[0].parent.iterdir())
    assert there == exporting.order
    for name in there:
        with Image.open(targets[0].with_name(name)) as picture:
            assert picture.size == (60, 40)


def test_previews_that_are_cancelled_all_the_time_never_cancel_an_export(
    exporting: Exporting, source: SourceImage, qtbot: QtBot
) -> None:
    """On real threads that share networks and analyses, as the window's do."""
    expected = exporting.ask(source, "alone.png", DENOISED)
    exporting.worker.start()
    exporting.wait()
    renderer = RenderWorker(exporting.engine)
    renderer.start()
    targets = [exporting.ask(source, f"{number}.png", DENOISED) for number in range(8)]
    generation = 0
    while exporting.worker.is_busy:
        generation += 1
        stack = EditStack().with_parameters("denoise", Parameters(gamma=0.5 + generation % 97 / 100))
        renderer.post(RenderJob(source, RenderRequest(generation, Edit(stack=stack), VIEW)))
        qtbot.wait(3)
        renderer.cancel()
    assert renderer.stop()
    assert exporting.states() == [JobState.DONE] * 9
    assert len({target.read_bytes() for target in (expected, *targets)}) == 1


def test_a_photo_that_nobody_looks_at_any_more_is_opened_again(exporting: Exporting, photo: Path) -> None:
    """Else a walk through many photos with an export of each would hold all of them in memory."""
    source = open_photo(photo)
    held = PhotoReference(source)
    assert held.get() is source
    target = exporting.ask(source, "a.png")
    del source
    gc.collect()
    assert held._held() is None
    exporting.worker.start()
    exporting.wait()
    assert np.array_equal(open_photo(target).samples, open_photo(photo).samples)


def test_a_photo_that_has_changed_meanwhile_is_not_exported(exporting: Exporting, photo: Path) -> None:
    exporting.ask(open_photo(photo), "a.png", DENOISED)
    gc.collect()
    Image.new("RGB", (30, 20), (9, 80, 160)).save(photo)
    exporting.worker.start()
    exporting.wait()
    assert exporting.states() == [JobState.FAILED]
    assert "has changed on the disk" in exporting.entries[1].sentence


def test_swapped_eyes_of_two_files_are_opened_again_as_they_were(tmp_path: Path) -> None:
    pair = open_two(*write_files(tmp_path, two_eyes(24, 40))).swapped()
    facts, held = pair.facts, PhotoReference(pair)
    del pair
    gc.collect()
    assert held._held() is None
    assert held.get().facts == facts


def test_a_picture_of_a_file_with_several_is_opened_again_as_it_was(exporting: Exporting, tmp_path: Path) -> None:
    pages = [Image.new("RGB", (30, 20), color) for color in ((200, 10, 10), (9, 80, 160))]
    pages[0].save(tmp_path / "pages.tif", save_all=True, append_images=pages[1:])
    target = exporting.ask(open_photo(tmp_path / "pages.tif", choices=SourceChoices(page=1)), "second.png")
    gc.collect()
    exporting.worker.start()
    exporting.wait()
    assert open_photo(target).samples[0, 0].tolist() == [9, 80, 160]
