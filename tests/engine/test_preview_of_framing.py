"""The canvas at rest shows what an export of the same framing has."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers.full import render_full
from helpers.reduced import border_decibels, decibels, reduced
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine import tile_store
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import as_shown
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.frame import Exactness, Frame
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect, Viewport
from pellucid.foundation.lens import Lens
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters

BRIGHTER = EditStack().with_parameters("tone", Parameters(exposure=0.4))
STRAIGHT = Framing(angle_deg=3.0, crop=UnitRect(0.1, 0.15, 0.7, 0.6))


def asked(source: SourceImage, edit: Edit, zoom: float = 1.0, **more: object) -> RenderRequest:
    map_ = edit.framing.on(source.facts.size)
    size = map_.output_size
    canvas = Size(round(size.width * zoom), round(size.height * zoom))
    view = Viewport(size.width / 2, size.height / 2, zoom, canvas, map_)
    return replace(RenderRequest(1, edit, view), **more)


def frames(engine: Engine, source: SourceImage, request: RenderRequest) -> list[Frame]:
    return list(PreviewEngine(engine).frames(source, request, Progress()))


LENS = Lens((-0.02, 0.0, 0.0), 1.002, 0.998)
LEANING = Framing(
    quarter_turns=1, mirrored=True, angle_deg=-2.3, perspective=((0.02, 0.0), (0.0, 0.01), (-0.03, 0.0), (0.0, 0.0))
)
LAID_OVER = EditStack().with_parameters("denoise", Denoise(amount=0.6))
LAID_OVER_AND_BRIGHTER = LAID_OVER.with_parameters("tone", Parameters(exposure=0.4, shadows=0.5))
STACKS = pytest.mark.parametrize(
    "stack",
    [EditStack(), BRIGHTER, pytest.param(LAID_OVER, marks=pytest.mark.slow), LAID_OVER_AND_BRIGHTER],
    ids=["photo", "tone", "denoise", "denoise and tone"],
)
FRAMINGS = pytest.mark.parametrize(
    "framing",
    [pytest.param(STRAIGHT, marks=pytest.mark.slow), replace(STRAIGHT, lens=LENS), LEANING],
    ids=["straight", "lens", "leaning"],
)


@STACKS
@FRAMINGS
def test_at_rest_the_canvas_has_the_pixels_of_the_export(
    engine: Engine, source: SourceImage, tmp_path: Path, stack: EditStack, framing: Framing
) -> None:
    edit = Edit(stack=stack, framing=framing)
    last = frames(engine, source, asked(source, edit))[-1]
    export_photo(source, edit, tmp_path / "out.png", ExportOptions(), engine, Progress())
    exported = open_photo(tmp_path / "out.png").samples.astype(int)
    assert last.exactness is not Exactness.APPROXIMATE
    assert last.after.framing == edit.framing.on(source.facts.size)
    assert last.after.region == Rect.of(last.after.framing.output_size)
    difference = np.abs(as_shown(last.after)[..., :3] - exported)
    assert difference.max() <= 1
    assert (difference == 0).mean() > 0.97  # both dither alike; half floats round a few the other way


def test_the_first_frame_has_the_photos_own_pixels_and_says_that_it_is_approximate(
    engine: Engine, source: SourceImage
) -> None:
    first, *_, last = frames(engine, source, asked(source, Edit(framing=STRAIGHT)))
    assert first.after.framing is None
    assert first.exactness is Exactness.APPROXIMATE
    assert first.after.region.contains(
        last.after.framing.photo_rect(last.after.region, 3).intersect(Rect.of(source.facts.size))
    )


def test_while_something_moves_nothing_is_resampled(engine: Engine, source: SourceImage) -> None:
    request = asked(source, Edit(framing=STRAIGHT), dragging=True)
    assert all(frame.after.framing is None for frame in frames(engine, source, request))


@pytest.mark.parametrize("framing", [Framing(quarter_turns=1), Framing(crop=UnitRect(0.2, 0.2, 0.5, 0.5))])
def test_lossless_framings_need_no_resampling(engine: Engine, source: SourceImage, framing: Framing) -> None:
    (only,) = frames(engine, source, asked(source, Edit(framing=framing)))
    assert only.after.framing is None
    assert only.exactness is Exactness.EXACT_EVERYWHERE
    map_ = framing.on(source.facts.size)
    assert only.after.region.contains(map_.photo_rect(Rect.of(map_.output_size), 0))


@STACKS
@FRAMINGS
def test_a_reduced_view_is_the_export_reduced_alike(
    engine: Engine, source: SourceImage, stack: EditStack, framing: Framing
) -> None:
    edit = Edit(stack=stack, framing=framing)
    ((_, exported),) = render_full(source, edit, engine, Progress())
    for divisor in (2, 5):
        last = frames(engine, source, asked(source, edit, 1 / divisor))[-1]
        assert last.scale == 1 / divisor
        assert decibels(as_shown(last.after), reduced(exported, divisor)) > 50
        assert border_decibels(as_shown(last.after), reduced(exported, divisor)) > 35


@pytest.mark.parametrize("zoom", [1.0, 0.5])
def test_another_share_or_angle_runs_no_network_again(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch, zoom: float
) -> None:
    preview = PreviewEngine(engine)
    less = LAID_OVER.with_parameters("denoise", Denoise(amount=0.3))
    *_, first = preview.frames(source, asked(source, Edit(stack=LAID_OVER, framing=STRAIGHT), zoom), Progress())
    monkeypatch.setattr(tile_store, "render_rect", None)
    for stack, framing in ((less, STRAIGHT), (LAID_OVER, replace(STRAIGHT, angle_deg=2.0))):
        *_, last = preview.frames(source, asked(source, Edit(stack=stack, framing=framing), zoom), Progress())
        assert last.exactness is not Exactness.APPROXIMATE
        assert last.after.layers[0].key != first.after.layers[0].key


def test_what_is_straightened_later_is_made_from_exact_pixels_again(engine: Engine, source: SourceImage) -> None:
    """What was exact on the canvas was rounded; its progress is told while it is computed anew."""
    preview, shares = PreviewEngine(engine), []
    list(preview.frames(source, asked(source, Edit(stack=LAID_OVER), 0.5), Progress()))
    edit = Edit(stack=LAID_OVER, framing=STRAIGHT)
    *_, last = preview.frames(
        source, asked(source, edit, 0.5), Progress(notify=lambda share, _left: shares.append(share))
    )
    ((_, exported),) = render_full(source, edit, engine, Progress())
    assert decibels(as_shown(last.after), reduced(exported, 2)) > 50
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_only_what_is_seen_is_read(engine: Engine, source: SourceImage) -> None:
    map_ = STRAIGHT.on(source.facts.size)
    view = Viewport(40, 40, 1.0, Size(40, 40), map_)
    last = frames(engine, source, RenderRequest(1, Edit(stack=BRIGHTER, framing=STRAIGHT), view))[-1]
    assert last.after.region.contains(Rect(20, 20, 40, 40))
    assert last.after.region.width < 60
