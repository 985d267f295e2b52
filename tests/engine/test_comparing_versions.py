"""Two versions of a photo on one canvas: each with its own edits, crop and pixels; and small pictures of any."""

from dataclasses import replace

import numpy as np
import pytest

from engine.test_preview_of_framing import BRIGHTER, LAID_OVER, STRAIGHT, asked
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import Compared, RenderRequest
from pellucid.engine.engine import Engine
from pellucid.engine.live_progress import FrameSink
from pellucid.engine.low_res import PROXY_PX
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import as_shown
from pellucid.engine.thumbnails import thumbnail
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.frame import Exactness, Frame
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.tone.parameters import Parameters

DARKER = EditStack().with_parameters("tone", Parameters(exposure=-0.7))
CROPPED = Framing(quarter_turns=1, crop=UnitRect(0.2, 0.1, 0.5, 0.7))


def comparing(source: SourceImage, one: Edit, other: Edit, **more: object) -> RenderRequest:
    return replace(asked(source, one, **more), compared=Compared(other, asked(source, other).view))


def last_of(engine: Engine, source: SourceImage, request: RenderRequest) -> Frame:
    return list(PreviewEngine(engine).frames(source, request, Progress()))[-1]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Edit(stack=DARKER), marks=pytest.mark.slow),
        Edit(stack=DARKER, framing=CROPPED),
        Edit(stack=LAID_OVER, framing=STRAIGHT),
        pytest.param(Edit(framing=STRAIGHT), marks=pytest.mark.slow),
    ],
    ids=["tone", "crop", "denoise, straightened", "straightened"],
)
def test_both_sides_have_the_pixels_that_they_have_alone(engine: Engine, source: SourceImage, other: Edit) -> None:
    one = Edit(stack=BRIGHTER, framing=Framing(crop=UnitRect(0.1, 0.1, 0.6, 0.8)))
    both = last_of(engine, source, comparing(source, one, other))
    alone, beside = (last_of(engine, source, asked(source, edit)) for edit in (one, other))
    assert both.exactness is not Exactness.APPROXIMATE
    assert both.compared == other.digest
    for shown, wanted in ((both.after, alone.after), (both.before, beside.after)):
        assert (shown.region, shown.framing) == (wanted.region, wanted.framing)
        np.testing.assert_array_equal(as_shown(shown), as_shown(wanted))


def test_before_is_the_photo_again_once_nothing_is_compared(engine: Engine, source: SourceImage) -> None:
    preview, one = PreviewEngine(engine), Edit(stack=BRIGHTER)
    compared = list(preview.frames(source, comparing(source, one, Edit(stack=DARKER)), Progress()))[-1]
    plain = list(preview.frames(source, asked(source, one), Progress()))[-1]
    assert (bool(compared.compared), plain.compared) == (True, "")
    assert plain.before.name != compared.before.name


def test_the_other_side_rests_while_a_slider_moves(engine: Engine, source: SourceImage) -> None:
    preview, other = PreviewEngine(engine), Edit(stack=DARKER)
    rested = list(preview.frames(source, comparing(source, Edit(stack=BRIGHTER), other), Progress()))[-1]
    computed = preview.store.computed
    moved = Edit(stack=EditStack().with_parameters("tone", Parameters(exposure=0.6)))
    first = next(
        preview.frames(source, replace(comparing(source, moved, other), dragging=True), Progress(), FrameSink())
    )
    assert first.before is rested.before, "what is exact is not looked up again"
    assert preview.store.computed == computed


def test_a_thumbnail_has_the_colors_and_the_crop_of_its_edit(engine: Engine, source: SourceImage) -> None:
    store = PreviewEngine(engine).store
    plain, darker = (thumbnail(store, source, edit, Progress()) for edit in (Edit(), Edit(stack=DARKER)))
    assert plain.shape == darker.shape == (190, PROXY_PX, 4)  # lists show half of it, on dense screens all
    assert darker[..., :3].mean() < plain[..., :3].mean() - 20
    turned = thumbnail(store, source, Edit(stack=DARKER, framing=CROPPED), Progress())
    height, width = turned.shape[:2]
    size = CROPPED.on(source.facts.size).output_size
    scale = PROXY_PX / max(source.facts.size.width, source.facts.size.height)
    assert max(height, width) == pytest.approx(max(size.width, size.height) * scale, abs=1)  # as the copy has of it
    assert height / width == pytest.approx(size.height / size.width, abs=0.01)


def test_a_thumbnail_shows_what_the_export_has(engine: Engine, source: SourceImage) -> None:
    edit = Edit(stack=DARKER, framing=STRAIGHT)
    shown = thumbnail(PreviewEngine(engine).store, source, edit, Progress())[..., :3].astype(float)
    exact = as_shown(last_of(engine, source, asked(source, edit)).after)[..., :3].astype(float)
    rows, columns = (np.arange(8) * 0.1 + 0.15 for _ in range(2))

    def means(picture: np.ndarray) -> np.ndarray:
        height, width = picture.shape[:2]
        return np.array(
            [
                [
                    picture[
                        round(y * height) - 6 : round(y * height) + 6, round(x * width) - 6 : round(x * width) + 6
                    ].mean((0, 1))
                    for x in columns
                ]
                for y in rows
            ]
        )

    assert np.abs(means(shown) - means(exact)).mean() < 4


def test_a_thumbnail_gives_way_at_once(engine: Engine, source: SourceImage) -> None:
    with pytest.raises(Cancelled):
        thumbnail(PreviewEngine(engine).store, source, Edit(stack=DARKER), Progress(lambda: True))
