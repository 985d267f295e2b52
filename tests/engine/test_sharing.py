"""Several threads share one engine: one's cancelling is not another's, and each gets the pixels it gets alone."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from helpers.full import render_full
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine import engine as engine_module
from pellucid.engine.analyses import Analyses
from pellucid.engine.devices import Device
from pellucid.engine.engine import Engine, open_engine
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.catalogue import find
from pellucid.operations.denoise.parameters import Parameters
from pellucid.operations.processes import PROCESSES

DENOISED = Edit(stack=EditStack().with_parameters("denoise", Parameters()))
PATIENCE_S = 30
TILE = Rect(40, 30, 96, 64)


def tile_of(engine: Engine, source: SourceImage) -> Tensor:
    return render_rect(engine, Plane(source, 1), Analyses.of(engine).prepare(source, DENOISED), TILE)


class Other(threading.Thread):
    """Work on another thread, with what it gave or raised."""

    def __init__(self, work: Callable[[], Tensor]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self.result: Tensor | None = None
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.result = self._work()
        except Exception as error:  # noqa: BLE001 -- looked at by the test
            self.error = error

    def wait(self) -> Tensor:
        self.join(PATIENCE_S)
        assert not self.is_alive()
        if self.error is not None:
            raise self.error
        assert self.result is not None
        return self.result


def test_cancelling_a_preview_never_cancels_an_export(engine: Engine, source: SourceImage) -> None:
    expected, is_begun, is_exported = tile_of(engine, source), threading.Event(), threading.Event()

    def preview() -> Tensor:
        with engine.asking(Progress(lambda: True)):
            is_begun.set()
            assert is_exported.wait(PATIENCE_S)
            return tile_of(engine, source)

    cancelled = Other(preview)
    assert is_begun.wait(PATIENCE_S)
    try:
        exported = Other(lambda: tile_of(engine, source)).wait()
    finally:
        is_exported.set()
    assert torch.equal(exported, expected)
    with pytest.raises(Cancelled):
        cancelled.wait()


def test_two_threads_in_one_network_get_the_pixels_that_each_gets_alone(engine: Engine, source: SourceImage) -> None:
    expected, together = tile_of(engine, source), threading.Barrier(2)

    def work() -> Tensor:
        together.wait(PATIENCE_S)
        return torch.stack([tile_of(engine, source) for _ in range(3)])

    for other in [Other(work), Other(work)]:
        assert torch.equal(other.wait(), torch.stack([expected] * 3))


def test_a_network_that_two_threads_want_at_once_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, together, loaded = open_engine("cpu"), threading.Barrier(2), []

    def load(model: str, _device: torch.device) -> torch.nn.Module:
        loaded.append(model)
        threading.Event().wait(0.05)  # long enough for the other to come
        return torch.nn.Identity()

    def work() -> Tensor:
        together.wait(PATIENCE_S)
        return torch.tensor(id(engine.network("cbdnet")))

    monkeypatch.setattr(engine_module, "load_network", load)
    first, second = Other(work), Other(work)
    assert torch.equal(first.wait(), second.wait())
    assert loaded == ["cbdnet"]


class Counted:
    """A process that counts how often it looks at a whole photo."""

    def __init__(self, process: Any) -> None:
        self._process = process
        self.looks = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._process, name)

    def analyse(self, *arguments: Any) -> Any:
        self.looks += 1
        return self._process.analyse(*arguments)


def test_what_the_preview_knows_of_a_photo_the_export_is_not_asked_again(
    source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    retouched = Edit(stack=EditStack().with_parameters("retouch", find("retouch").parameters()))
    counted = Counted(PROCESSES["retouch"])
    monkeypatch.setitem(PROCESSES, "retouch", counted)
    engine = open_engine("cpu")
    engine.analyses = Analyses(engine)
    TileStore(engine, 2**20).analyses.prepare(source, retouched)
    assert counted.looks == 1
    for _ in render_full(source, retouched, engine, Progress()):
        break
    assert counted.looks == 1


def test_two_threads_that_lose_one_card_leave_it_once(caplog: pytest.LogCaptureFixture) -> None:
    engine = Engine(Device(torch.device("cuda"), "A card"))
    for reason in ("it is gone", "it is still gone"):
        engine.fall_back_to_cpu(reason)
    assert engine.device.note.startswith("A card stopped working")
    assert engine.device.note.endswith("it is gone")
    assert len(caplog.records) == 1
