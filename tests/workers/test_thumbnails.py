"""Small pictures are made while nobody wants anything else, and only of the photo that is open."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.thumbnail_request import ThumbnailRequest
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.geometry import Size, Viewport
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.retouch.parameters import Parameters as Retouch
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.workers.render_scheduler import RenderScheduler
from pellucid.workers.render_worker import RenderJob, RenderWorker
from pellucid.workers.shared_engine import SharedEngine

DIRECT = Qt.ConnectionType.DirectConnection  # the thread of the worker is not started
DARKER = Edit(stack=EditStack().with_parameters("tone", Tone(exposure=-1.0)))
MISSING = Edit(stack=EditStack().with_parameters("retouch", Retouch(method="look:none-12345678")))


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SourceImage:
    monkeypatch.setenv("PELLUCID_DEVICE", "cpu")
    monkeypatch.setenv("PELLUCID_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "data"))
    Image.fromarray(np.full((48, 64, 3), 90, np.uint8)).save(tmp_path / "gray.png")
    return open_photo(tmp_path / "gray.png")


def resting(source: SourceImage, worker: RenderWorker) -> RenderJob:
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(source, Edit())
    scheduler.show_view(Viewport(32, 24, 1.0, Size(64, 48)))
    job = worker.mailbox.take()
    assert job is not None
    return job


def test_those_that_are_wanted_are_made_and_told(qtbot: QtBot, source: SourceImage) -> None:
    worker = RenderWorker(SharedEngine())
    job = resting(source, worker)
    own, foreign, missing = (
        ThumbnailRequest(photo, edit)
        for photo, edit in (
            (source.facts.fingerprint, DARKER),
            ("other", DARKER),
            (source.facts.fingerprint, MISSING),
        )
    )
    made: list[tuple[ThumbnailRequest, object]] = []
    worker.thumbnail_made.connect(lambda request, pixels: made.append((request, pixels)), DIRECT)
    worker.want_thumbnails((foreign, own, missing))
    worker.do(job)
    (first, pixels), (second, nothing) = made
    assert (first, second, nothing) == (own, missing, None)
    assert isinstance(pixels, np.ndarray)
    assert pixels.shape == (48, 64, 4)
    assert pixels[..., 0].mean() < 80
    worker.do_idle(job)
    assert len(made) == 2, "none is made twice"


def test_none_is_made_while_a_slider_moves(qtbot: QtBot, source: SourceImage) -> None:
    worker = RenderWorker(SharedEngine())
    job = resting(source, worker)
    worker.want_thumbnails((ThumbnailRequest(source.facts.fingerprint, DARKER),))
    worker.thumbnail_made.connect(lambda *_: pytest.fail("a slider would have waited for it"), DIRECT)
    worker.do(replace(job, request=replace(job.request, edit=DARKER, dragging=True)))


def test_none_is_made_while_something_newer_waits(qtbot: QtBot, source: SourceImage) -> None:
    worker = RenderWorker(SharedEngine())
    job = resting(source, worker)
    worker.want_thumbnails((ThumbnailRequest(source.facts.fingerprint, DARKER),))
    worker.thumbnail_made.connect(lambda *_: pytest.fail("a slider would have waited for it"), DIRECT)
    worker.post(job)
    with pytest.raises(Cancelled):
        worker.do_idle(job)
    assert worker.mailbox.take() is job


def test_a_worker_that_rests_is_woken_for_them(qtbot: QtBot, source: SourceImage) -> None:
    worker = RenderWorker(SharedEngine())
    scheduler = RenderScheduler(worker)
    scheduler.show_photo(source, Edit())
    scheduler.show_view(Viewport(32, 24, 1.0, Size(64, 48)))
    worker.mailbox.take()
    scheduler.want_thumbnails(())
    assert not worker.mailbox.has_message
    scheduler.want_thumbnails((ThumbnailRequest(source.facts.fingerprint, DARKER),))
    assert worker.mailbox.has_message
