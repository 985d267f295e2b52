"""Clipped pixels, told from working pixels: an estimate while edits change, every pixel of what is seen at rest."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine.clipped import any_of, flags_of
from pellucid.engine.engine import Engine
from pellucid.engine.preview import PreviewEngine
from pellucid.foundation.clipping import HIGHLIGHTS, SHADOWS, Clipping
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.white_balance.parameters import Parameters

SIZE = Size(640, 320)
WHOLE = Viewport(320, 160, 0.25, Size(160, 80))
CLOSE = Viewport(160, 80, 1.0, Size(200, 100))


@pytest.fixture(scope="module")
def lamp(tmp_path_factory: pytest.TempPathFactory) -> SourceImage:
    """Nearly white, with one pixel of light at (163, 82) and a black bar of 8 pixels from x = 320."""
    samples = np.full((SIZE.height, SIZE.width, 3), 250, np.uint8)
    samples[82, 163] = 255
    samples[:, 320:328] = 0
    path: Path = tmp_path_factory.mktemp("lamp") / "lamp.png"
    Image.fromarray(samples).save(path)
    return open_photo(path)


def warmer(temperature: float) -> Edit:
    return Edit(stack=EditStack().with_parameters("white_balance", Parameters(temperature=temperature)))


def told(engine: Engine, source: SourceImage, request: RenderRequest) -> list[Clipping | None]:
    return [frame.clipping for frame in PreviewEngine(engine).frames(source, request, Progress())]


def test_a_single_pixel_is_seen_in_a_view_whose_mean_hides_it(engine: Engine, lamp: SourceImage) -> None:
    last = told(engine, lamp, RenderRequest(1, Edit(), WHOLE, clipping=True))[-1]
    assert last is not None
    assert last.is_exact
    assert last.region == Rect.of(SIZE)
    assert np.argwhere(last.flags == HIGHLIGHTS).tolist() == [[82 // 4, 163 // 4]]
    assert set(np.argwhere(last.flags == SHADOWS)[:, 1]) == {80, 81}


def test_at_full_size_pixels_are_marked_where_they_are(engine: Engine, lamp: SourceImage) -> None:
    last = told(engine, lamp, RenderRequest(1, Edit(), CLOSE, clipping=True))[-1]
    assert last is not None
    y, x = np.argwhere(last.flags == HIGHLIGHTS)[0]
    assert (last.region.x + x, last.region.y + y) == (163, 82)


def test_edits_decide_what_is_clipped(engine: Engine, lamp: SourceImage) -> None:
    last = told(engine, lamp, RenderRequest(1, warmer(60.0), CLOSE, clipping=True))[-1]
    assert last is not None
    assert last.is_exact
    assert (last.flags & HIGHLIGHTS).all()


def test_while_a_slider_moves_a_small_copy_tells_and_says_so(engine: Engine, lamp: SourceImage) -> None:
    preview = PreviewEngine(engine)
    for _ in preview.frames(lamp, RenderRequest(1, warmer(1.0), CLOSE, clipping=True), Progress()):
        pass
    request = RenderRequest(2, warmer(60.0), CLOSE, dragging=True, clipping=True)
    first = next(iter(preview.frames(lamp, request, Progress()))).clipping
    assert first is not None
    assert not first.is_exact
    assert first.region.contains(Rect(110, 60, 100, 40))
    assert (first.flags & HIGHLIGHTS).mean() > 0.9


def test_nothing_is_looked_for_where_nobody_asks(engine: Engine, lamp: SourceImage) -> None:
    assert set(told(engine, lamp, RenderRequest(1, warmer(30.0), CLOSE))) == {None}


def test_one_color_at_an_end_is_enough_and_both_ends_can_be_reached() -> None:
    levels = np.array([[[255, 10, 10], [0, 10, 10], [0, 255, 9], [254, 1, 1]]], np.uint8)
    assert flags_of(levels).tolist() == [[HIGHLIGHTS, SHADOWS, HIGHLIGHTS | SHADOWS, 0]]


def test_reduced_flags_have_all_that_lies_below_them_at_the_edge_too() -> None:
    flags = np.zeros((5, 5), np.uint8)
    flags[4, 4], flags[0, 1], flags[1, 0] = HIGHLIGHTS, HIGHLIGHTS, SHADOWS
    assert any_of(flags, 2).tolist() == [[3, 0, 0], [0, 0, 0], [0, 0, 1]]
