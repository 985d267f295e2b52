"""A mask that is being painted is to the bit what it would be if it were painted from the start."""

import math
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.masks import Brush, Combine, Component, Feather, LinearGradient, Mask, Stroke
from pellucid.foundation.ways import Way
from pellucid.imaging import growing_masks
from pellucid.imaging.fields import Field
from pellucid.imaging.growing_masks import GrowingMask, can_grow
from pellucid.imaging.growing_strokes import GrowingStroke
from pellucid.imaging.mask_painting import Ground, paint
from pellucid.imaging.stroke_pieces import Pieces
from pellucid.imaging.strokes import stroked
from pellucid.imaging.tiles import plan_tiles

SIZE = Size(3000, 2000)
RECT = Rect(1024, 512, 512, 487)
WAY = [(0.42 + 0.06 * math.cos(turn / 7), 0.36 + 0.07 * math.sin(turn / 5)) for turn in range(60)]
PRESSED = [place % 7 / 6 for place in range(len(WAY))]
EARLIER = Stroke(Way.of([(0.35, 0.27), (0.5, 0.48)]), 0.02)


def refused(*_words: object) -> Tensor:
    raise AssertionError


def ground() -> Ground:
    return Ground(SIZE, SIZE.width, SIZE.height, refused, refused, refused, refused, refused)  # type: ignore[arg-type]


def cells(rect: Rect) -> list[Rect]:
    return plan_tiles(rect, 128)


@pytest.mark.parametrize("pressures", [[], PRESSED], ids=["firm", "pressed"])
@pytest.mark.parametrize("hardness", [0.95, 0.2])
def test_a_stroke_that_goes_on_covers_what_it_would_from_the_start(pressures: list[float], hardness: float) -> None:
    field = Field(SIZE.width, SIZE.height, RECT)
    grown: GrowingStroke | None = None
    for count in range(1, len(WAY) + 1, 3):
        stroke = Stroke(Way.of(WAY[:count], pressures[:count]), 0.03, hardness)
        if grown is None:
            grown = GrowingStroke(stroke, field)
            continue
        changed = grown.grow(stroke)
        whole = torch.zeros(RECT.height, RECT.width)
        for part, share in stroked(Pieces.of(stroke, field), RECT):
            whole[part.relative_to(RECT).slices] = share
        assert torch.equal(grown.covered(RECT), whole)
        assert not changed.is_empty
        assert torch.equal(grown.covered(changed), whole[changed.relative_to(RECT).slices])


MASKS = {
    "brush": Mask("a", "A"),
    "weak and inverted": Mask("a", "A", opacity=0.7, inverted=True),
    "less a gradient": Mask("a", "A", (Component(LinearGradient((0.4, 0.4), (0.5, 0.5))),)),
}


def painted_so_far(mask: Mask, count: int, **tip: float | bool) -> Mask:
    brush = Brush((EARLIER, Stroke(Way.of(WAY[:count]), 0.02, **tip)))  # type: ignore[arg-type]
    return replace(
        mask, components=(*mask.components, Component(brush, Combine.SUBTRACT if mask.components else Combine.ADD))
    )


@pytest.mark.parametrize("kind", MASKS)
@pytest.mark.parametrize("tip", [{}, {"flow": 0.4, "density": 0.8}, {"erases": True, "flow": 0.5}], ids=repr)
def test_a_move_changes_the_pixels_that_it_tells_and_no_others(kind: str, tip: dict[str, float]) -> None:
    mask = painted_so_far(MASKS[kind], 1, **tip)
    growing, seen = GrowingMask(mask, ground(), RECT, cells), paint(mask, ground(), RECT)
    for count in range(2, len(WAY), 4):
        mask = painted_so_far(MASKS[kind], count, **tip)
        changed = growing.grow(mask)
        assert changed is not None
        assert RECT.contains(changed)
        rows, columns = changed.relative_to(RECT).slices
        seen[:, rows, columns] = growing.paint(changed)
        assert torch.equal(seen, paint(mask, ground(), RECT))


def test_a_feather_reaches_farther_than_the_stroke() -> None:
    feathered = Mask("a", "A", feather=Feather(0.006))
    mask = painted_so_far(feathered, 2)
    growing, seen = GrowingMask(mask, ground(), RECT, cells), paint(mask, ground(), RECT)
    for count in range(3, len(WAY), 8):
        mask = painted_so_far(feathered, count)
        changed = growing.grow(mask)
        assert changed is not None
        rows, columns = changed.relative_to(RECT).slices
        seen[:, rows, columns] = growing.paint(changed)
        torch.testing.assert_close(seen, paint(mask, ground(), RECT), atol=1e-5, rtol=0)


def test_what_lies_below_a_stroke_is_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[Rect] = []
    shaped = growing_masks.shaped
    monkeypatch.setattr(
        growing_masks, "shaped", lambda part, own, rect: painted.append(rect) or shaped(part, own, rect)
    )
    growing = GrowingMask(painted_so_far(MASKS["brush"], 2), ground(), RECT, cells)
    for count in range(3, len(WAY)):
        changed = growing.grow(painted_so_far(MASKS["brush"], count))
        assert changed is not None
        growing.paint(changed)
    assert painted
    assert len(painted) == len(set(painted))
    assert set(painted) < set(cells(RECT))


@pytest.mark.parametrize(
    "other",
    [
        lambda mask: replace(mask, opacity=0.5),
        lambda mask: replace(mask, feather=Feather(0.01)),
        lambda mask: replace(mask, components=(*mask.components, Component(LinearGradient((0, 0), (1, 1))))),
        lambda mask: replace(mask, components=()),
        lambda _mask: painted_so_far(MASKS["brush"], 4),
        lambda _mask: painted_so_far(MASKS["brush"], 9, hardness=0.3),
        lambda _mask: replace(MASKS["brush"], components=(Component(Brush((EARLIER,))),)),
    ],
)
def test_anything_else_is_another_mask(other: "object") -> None:
    mask = painted_so_far(MASKS["brush"], 8)
    assert GrowingMask(mask, ground(), RECT, cells).grow(other(mask)) is None  # type: ignore[operator]


def test_only_a_brush_with_a_stroke_can_go_on() -> None:
    assert can_grow(painted_so_far(MASKS["brush"], 1))
    assert not can_grow(MASKS["less a gradient"])
    assert not can_grow(replace(MASKS["brush"], components=(Component(Brush()),)))
    assert not can_grow(replace(painted_so_far(MASKS["brush"], 1), feather=Feather(0.1)))
