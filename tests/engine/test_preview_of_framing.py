"""The canvas at rest shows what an export of the same framing has."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine.export import export_photo
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.session import Engine
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.frame import Exactness, Frame
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect, View
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.tone.parameters import Parameters

BRIGHTER = EditStack().with_parameters("tone", Parameters(exposure=0.4))
STRAIGHT = Framing(angle_deg=3.0, crop=UnitRect(0.1, 0.15, 0.7, 0.6))


def asked(source: SourceImage, edit: Edit, zoom: float = 1.0, **more: object) -> RenderRequest:
    map_ = edit.framing.on(source.facts.size)
    size = map_.output_size
    canvas = Size(round(size.width * zoom), round(size.height * zoom))
    view = View(size.width / 2, size.height / 2, zoom, canvas, map_)
    return replace(RenderRequest(1, edit, view), **more)


def frames(engine: Engine, source: SourceImage, request: RenderRequest) -> list[Frame]:
    return list(PreviewEngine(engine).frames(source, request, Progress()))


@pytest.mark.parametrize("stack", [EditStack(), BRIGHTER])
def test_at_rest_the_canvas_has_the_pixels_of_the_export(
    engine: Engine, source: SourceImage, tmp_path: Path, stack: EditStack
) -> None:
    edit = Edit(stack=stack, framing=STRAIGHT)
    last = frames(engine, source, asked(source, edit))[-1]
    export_photo(source, edit, tmp_path / "out.png", ExportOptions(), engine, Progress())
    exported = open_photo(tmp_path / "out.png").samples.astype(int)
    assert last.exactness is not Exactness.APPROXIMATE
    assert last.map == edit.framing.on(source.facts.size)
    assert last.region == Rect.of(last.map.output_size)
    difference = np.abs(last.layers[-1].pixels[..., :3] - exported)
    # The canvas warps what was rounded to 8 bits, the export what was not, and dithers it.
    assert difference.max() <= 2
    assert (difference <= 1).mean() > 0.999


def test_the_first_frame_has_the_photos_own_pixels_and_says_that_it_is_approximate(
    engine: Engine, source: SourceImage
) -> None:
    first, *_, last = frames(engine, source, asked(source, Edit(framing=STRAIGHT)))
    assert first.map is None
    assert first.exactness is Exactness.APPROXIMATE
    assert first.region.contains(last.map.photo_rect(last.region, 3).intersect(Rect.of(source.facts.size)))


def test_while_something_moves_nothing_is_resampled(engine: Engine, source: SourceImage) -> None:
    request = asked(source, Edit(framing=STRAIGHT), dragging=True)
    assert all(frame.map is None for frame in frames(engine, source, request))


@pytest.mark.parametrize("framing", [Framing(quarter_turns=1), Framing(crop=UnitRect(0.2, 0.2, 0.5, 0.5))])
def test_lossless_framings_need_no_resampling(engine: Engine, source: SourceImage, framing: Framing) -> None:
    (only,) = frames(engine, source, asked(source, Edit(framing=framing)))
    assert only.map is None
    assert only.exactness is Exactness.EXACT_EVERYWHERE
    map_ = framing.on(source.facts.size)
    assert only.region.contains(map_.photo_rect(Rect.of(map_.output_size), 0))


def test_a_reduced_view_is_the_warp_of_reduced_pixels(engine: Engine, source: SourceImage) -> None:
    edit = Edit(framing=STRAIGHT)
    fine, coarse = (frames(engine, source, asked(source, edit, zoom))[-1] for zoom in (1.0, 0.5))
    height, width = coarse.before.pixels.shape[:2]
    full = fine.before.pixels[: height // 2 * 4, : width // 2 * 4, :3].astype(float)
    full = full[: full.shape[0] // 2 * 2, : full.shape[1] // 2 * 2]
    means = full.reshape(full.shape[0] // 2, 2, full.shape[1] // 2, 2, 3).mean((1, 3))
    shown = coarse.before.pixels[: means.shape[0], : means.shape[1], :3]
    error = np.square((means - shown) / 255)[4:-4, 4:-4].mean()
    assert coarse.scale == 0.5
    assert -10 * np.log10(error) > 35


def test_only_what_is_seen_is_read(engine: Engine, source: SourceImage) -> None:
    map_ = STRAIGHT.on(source.facts.size)
    view = View(40, 40, 1.0, Size(40, 40), map_)
    last = frames(engine, source, RenderRequest(1, Edit(stack=BRIGHTER, framing=STRAIGHT), view))[-1]
    assert last.region.contains(Rect(20, 20, 40, 40))
    assert last.region.width < 60
