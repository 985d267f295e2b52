"""Requests are numbered; frames that are old or of another photo are dropped."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from helpers.frames import frame
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.foundation.difference import DifferenceView
from pellucid.foundation.frame import Exactness
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size, Viewport
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.workers.render_scheduler import RenderScheduler
from pellucid.workers.render_worker import RenderWorker
from pellucid.workers.shared_engine import SharedEngine

VIEW = Viewport(32, 24, 1.0, Size(64, 48))


@pytest.fixture
def source(tmp_path: Path) -> SourceImage:
    Image.fromarray(np.full((48, 64, 3), 90, np.uint8)).save(tmp_path / "gray.png")
    return open_photo(tmp_path / "gray.png")


def test_nothing_is_asked_for_before_photo_and_view_are_known(qtbot: QtBot, source: SourceImage) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_view(VIEW)
    scheduler.show_edit(Edit(), False)
    assert not worker.mailbox.has_message
    scheduler.show_photo(source, Edit())
    scheduler.show_view(VIEW)
    assert worker.mailbox.has_message


def test_the_newest_request_is_the_one_that_waits(qtbot: QtBot, source: SourceImage) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(source, Edit())
    scheduler.show_view(VIEW)
    for gamma in (0.2, 0.4, 0.6):
        scheduler.show_edit(Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=gamma))), True)
    scheduler.show_overlay("denoise", "noise")
    scheduler.show_mask("sky")
    job = worker.mailbox.take()
    assert job is not None
    assert job.request.generation == scheduler.generation == 6
    assert job.request.edit.stack.parameters("denoise").gamma == 0.6
    assert job.request.dragging
    assert job.request.overlay == ("denoise", "noise")
    assert job.request.shown_mask == "sky"


def test_a_difference_is_asked_for_of_the_repairs_alone_and_the_edit_comes_back(
    qtbot: QtBot, source: SourceImage
) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(source, Edit())
    scheduler.show_view(VIEW)
    stack = EditStack().with_parameters("denoise", Parameters()).with_parameters("tone", Tone(exposure=1.0))
    framed = Edit(stack=stack, framing=Framing(quarter_turns=1))
    scheduler.show_edit(framed, False)
    scheduler.show_difference(DifferenceView(gain=8))
    job = worker.mailbox.take()
    assert job is not None
    assert [step.operation for step in job.request.edit.stack.steps] == ["denoise"]
    assert (job.request.difference, job.request.resamples) == (DifferenceView(gain=8), False)
    scheduler.show_difference(None)
    job = worker.mailbox.take()
    assert job is not None
    assert (job.request.edit, job.request.difference) == (framed, None)


def test_old_frames_and_frames_of_another_photo_are_dropped(qtbot: QtBot, source: SourceImage) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(source, Edit())
    ready: list[int] = []
    scheduler.frame_ready.connect(lambda shown: ready.append(shown.generation))
    for made in (frame(2, source.facts.fingerprint), frame(1, source.facts.fingerprint), frame(3, "another")):
        worker.frame_made.emit(made)
    qtbot.wait(10)
    assert ready == [2]


def test_frames_come_back_from_the_thread(qtbot: QtBot, source: SourceImage) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    worker.start()
    try:
        with qtbot.waitSignal(scheduler.frame_ready) as shown:
            scheduler.show_photo(source, Edit())
            scheduler.show_view(VIEW)
        assert shown.args[0].exactness is Exactness.EXACT_EVERYWHERE
    finally:
        assert worker.stop()
