"""Progress of what the canvas shows: from the first moment, all of the work, and never backwards."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.engine import Engine
from pellucid.engine.preview import PreviewEngine
from pellucid.foundation.frame import Exactness, Frame
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.progress import Meter, Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone

DENOISED = Edit(stack=EditStack().with_parameters("denoise", Denoise(gamma=0.8)))
BRIGHTER = Edit(stack=EditStack().with_parameters("tone", Tone(exposure=0.5)))
WHOLE = Viewport(155, 115, 0.5, Size(200, 150))


class Watch:
    """What was told, and how many frames had come when it was."""

    def __init__(self, engine: Engine) -> None:
        self.preview = PreviewEngine(engine)
        self.frames: list[Frame] = []
        self.reports: list[tuple[float, int]] = []

    def see(self, source: SourceImage, request: RenderRequest) -> None:
        progress = Progress(notify=lambda share, _left: self.reports.append((share, len(self.frames))))
        for frame in self.preview.frames(source, request, progress):
            self.frames.append(frame)

    @property
    def shares(self) -> list[float]:
        return [share for share, _ in self.reports]


@pytest.fixture
def watch(engine: Engine) -> Watch:
    return Watch(engine)


def test_work_is_told_before_its_first_tile_and_a_draft_is_a_part_of_it(watch: Watch, source: SourceImage) -> None:
    watch.see(source, RenderRequest(1, DENOISED, WHOLE))
    assert watch.reports[0] == (0.0, 1)  # the first frame needs no work
    exact = next(at for at, frame in enumerate(watch.frames) if frame.exactness is not Exactness.APPROXIMATE)
    assert any(0 < share < 1 and frames <= exact for share, frames in watch.reports)
    assert watch.shares == sorted(watch.shares)
    assert watch.shares[-1] == 1.0


def test_a_moving_slider_shows_no_progress(watch: Watch, source: SourceImage) -> None:
    watch.see(source, RenderRequest(1, BRIGHTER, WHOLE, dragging=True, touched=Touched("tone")))
    assert watch.reports[0][1] > 1  # only once it rests, after the frame with the grid


def test_a_tile_of_a_large_photo_tells_of_its_blocks(watch: Watch, tmp_path: Path) -> None:
    samples = np.random.default_rng(2).integers(60, 200, (700, 1300, 3), np.uint8)
    Image.fromarray(samples).save(tmp_path / "large.png")
    view = Viewport(650, 350, 0.2, Size(260, 140))
    watch.see(open_photo(tmp_path / "large.png"), RenderRequest(1, BRIGHTER, view))
    tiles = 2
    assert len(set(watch.shares)) > 2 * tiles
    assert watch.shares == sorted(watch.shares)


def test_nothing_is_told_of_a_photo_without_edits(watch: Watch, source: SourceImage) -> None:
    watch.see(source, RenderRequest(1, Edit(), WHOLE))
    assert watch.reports == []


def test_pieces_count_by_their_weight() -> None:
    reports: list[float] = []
    meter = Meter(Progress(notify=lambda share, _left: reports.append(share)), 8)
    meter.done(0)
    meter.done(2)
    meter.part(4).report(0.5)
    meter.done(4)
    meter.done(3)
    assert reports == [0.0, 0.25, 0.5, 0.75, 1.0]
