"""A stroke is in the very next frame, and paints no tile that it does not reach; a mask is laid over the photo."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from helpers.trial_operations import SHARPEN, Sharpen
from pellucid.document import brushing, masking
from pellucid.document.brushing import BrushTip
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.analyses import Analyses
from pellucid.engine.engine import Engine
from pellucid.engine.growing_tiles import GrowingTiles
from pellucid.engine.mask_tiles import MaskTiles
from pellucid.engine.planes import Plane
from pellucid.engine.preview import PreviewEngine
from pellucid.foundation.frame import Exactness, Frame, MaskTexture
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.masks import Band, Component, Feather, LinearGradient, Range
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.tone.parameters import Parameters as Tone

pytestmark = pytest.mark.usefixtures("trials")

WHOLE = Viewport(155, 115, 1.0, Size(320, 240))
NEWS = Progress(lambda: True)
TIP = BrushTip(radius=0.05, hardness=0.5)
PLAIN = Feather()
Ask = Callable[..., list[Frame]]


@pytest.fixture
def preview(engine: Engine) -> PreviewEngine:
    return PreviewEngine(engine)


@pytest.fixture
def ask(preview: PreviewEngine, source: SourceImage) -> Ask:
    def answer(edit: Edit, mask: str, **fields: object) -> list[Frame]:
        progress = fields.pop("progress", Progress())
        request = replace(RenderRequest(1, edit, WHOLE, touched=Touched(mask=mask)), **fields)
        return list(preview.frames(source, request, progress))

    return answer


def toned(*parts: Component, feather: Feather = PLAIN) -> tuple[Edit, str]:
    """Brighter where a mask is, which a brush is to be part of."""
    edit, mask = masking.with_new_mask(Edit(), *parts)
    step = Step("tone", Tone(), enabled=False).with_local(Local(mask, changes=(("exposure", 1.0),)))
    return masking.with_feather(edit.with_stack(EditStack((step,))), mask, feather), mask


def exact(source: SourceImage, engine: Engine, edit: Edit, mask: str) -> np.ndarray:
    found = edit.mask(mask)
    assert found is not None
    plane = Plane(source, 1)
    painted = Analyses(engine).prepared_mask(source, found)(plane, Rect.of(plane.size), engine.context())
    return (painted[0] * 255).round().byte().numpy()


PARTS = pytest.mark.parametrize(
    ("parts", "feather"),
    [
        ((), Feather()),
        ((Component(LinearGradient((0.9, 0.5), (0.95, 0.5))),), Feather(0.01)),
        ((Component(Range(Band(0.8, 1.0))),), Feather(0.01, follows_edges=True)),
    ],
    ids=["brush", "feathered", "along edges"],
)


@PARTS
def test_every_move_of_a_pen_is_in_the_first_frame_after_it(
    ask: Ask,
    source: SourceImage,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    parts: tuple[Component, ...],
    feather: Feather,
) -> None:
    monkeypatch.setattr("pellucid.engine.learning.AT_ONCE_S", 60.0)
    edit, mask = toned(*parts, feather=feather)
    edit = brushing.begun(edit, mask, TIP, (0.2, 0.2))
    ask(edit, mask, dragging=True)
    for point in ((0.3, 0.25), (0.5, 0.6), (0.45, 0.7)):
        edit = brushing.extended(edit, mask, [point])
        first = ask(edit, mask, dragging=True, progress=NEWS, shown_mask=mask)[0]
        expected = exact(source, engine, edit, mask)
        assert first.shown_mask is not None
        assert np.abs(first.shown_mask.values.astype(int) - expected).max() <= 1
        assert first.after.tail is not None
        ((_, mixed),) = first.after.tail.locals
        assert np.array_equal(mixed.values, first.shown_mask.values)


def test_a_move_of_a_pen_paints_only_tiles_that_it_reaches(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, source: SourceImage
) -> None:
    edit, mask = toned()
    edit = brushing.begun(edit, mask, TIP, (0.2, 0.2))
    ask(edit, mask, dragging=True)
    painted: list[Rect] = []
    paint, grow = MaskTiles.paint, GrowingTiles.paint
    monkeypatch.setattr(
        MaskTiles, "paint", lambda self, plane, own, tile: painted.append(tile) or paint(self, plane, own, tile)
    )
    monkeypatch.setattr(GrowingTiles, "paint", lambda self, rect: painted.append(rect) or grow(self, rect))
    ask(brushing.extended(edit, mask, [(0.25, 0.25)]), mask, dragging=True)
    (around,) = painted
    assert Rect(40, 24, 60, 56).contains(around)  # the piece from (62, 46) to (77, 57), and a radius of 15 around it
    far = brushing.begun(edit, mask, TIP, (0.95, 0.2))
    painted.clear()
    ask(far, mask, dragging=True)
    assert painted == [Rect(256, 0, 256, 256)]


def test_a_move_of_a_pen_goes_on_from_its_own_tiles_whatever_was_painted_meanwhile(
    ask: Ask, preview: PreviewEngine, source: SourceImage, engine: Engine
) -> None:
    edit, mask = toned()
    first = brushing.begun(edit, mask, TIP, (0.2, 0.2))
    ask(first, mask, dragging=True)
    second = brushing.extended(first, mask, [(0.3, 0.3)])
    ask(second, mask, dragging=True)
    other = brushing.begun(edit, mask, TIP, (0.7, 0.3)).mask(mask)
    assert other is not None
    plane, tiles = Plane(source, 1), [Rect(0, 0, 256, 256), Rect(256, 0, 256, 256)]
    for tile in tiles:
        preview.store.masks.paint(plane, preview.store.analyses.prepared_mask(source, other), tile)
    third = brushing.extended(second, mask, [(0.4, 0.3)])
    frame = ask(third, mask, dragging=True, progress=NEWS, shown_mask=mask)[0]
    assert frame.shown_mask is not None
    assert np.array_equal(frame.shown_mask.values, exact(source, engine, third, mask))


def test_what_is_not_painted_in_time_shows_what_was_painted_before(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    edit, mask = toned()
    edit = brushing.begun(edit, mask, TIP, (0.2, 0.2))
    before = [frame for frame in ask(edit, mask, dragging=True) if frame.after.tail is not None][-1]
    monkeypatch.setattr("pellucid.engine.learning.AT_ONCE_S", -1.0)
    first = ask(brushing.begun(edit, mask, TIP, (0.5, 0.5)), mask, dragging=True, progress=NEWS)[0]
    assert first.after.tail is not None
    assert before.after.tail is not None
    assert np.array_equal(first.after.tail.locals[0][1].values, before.after.tail.locals[0][1].values)
    assert first.after.tail.locals[0][1].values.max() == 255


def test_a_detail_mask_is_painted_over_both_sides_from_the_first_frame_on(ask: Ask) -> None:
    edit, mask = masking.with_new_mask(Edit())
    step = Step(SHARPEN.id, Sharpen(0.2)).with_local(Local(mask, changes=(("fine", 1.8),)))
    edit = brushing.begun(edit.with_stack(EditStack((step,))), mask, TIP, (0.3, 0.3))
    ask(edit, mask, dragging=True)
    first = ask(brushing.extended(edit, mask, [(0.4, 0.4)]), mask, dragging=True, progress=NEWS)[0]
    assert isinstance(first.after.mix, MaskTexture)
    assert first.after.mix.values[90:94, 122:126].min() == 255


@pytest.mark.parametrize("framing", [Framing(), Framing(angle_deg=5.0)])
def test_a_mask_is_laid_over_the_photo_whether_it_is_used_or_not(
    ask: Ask, source: SourceImage, engine: Engine, framing: Framing
) -> None:
    edit, mask = masking.with_new_mask(Edit(framing=framing), Component(LinearGradient((0.3, 0.5), (0.5, 0.5))))
    view = WHOLE if framing.is_neutral else replace(WHOLE, map=framing.on(source.facts.size))
    frame = ask(edit, mask, shown_mask=mask, view=view)[-1]
    assert frame.exactness is not Exactness.APPROXIMATE
    assert frame.shown_mask is not None
    assert frame.shown_mask.values.shape == frame.after.layers[0].pixels.shape[:2]
    if framing.is_neutral:
        assert np.abs(frame.shown_mask.values.astype(int) - exact(source, engine, edit, mask)).max() <= 1
    assert ask(edit, mask, view=view)[-1].shown_mask is None
