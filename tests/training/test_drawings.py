"""Made-up drawings and graphics, which hold no noise."""

import pytest
import torch

from pellucid.training import drawings
from pellucid.training.drawings import draw_drawing, draw_graphic

SIDE = 48


def drawn(count: int, seed: int = 1) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return [draw_graphic(SIDE, generator) for _ in range(count)]


def test_graphics_are_whole_levels_and_repeat() -> None:
    first, again = drawn(25), drawn(25)
    assert all(torch.equal(one, other) for one, other in zip(first, again, strict=True))
    for graphic in first:
        assert graphic.shape == (3, SIDE, SIDE)
        torch.testing.assert_close(graphic * 255, (graphic * 255).round(), atol=1e-4, rtol=0)
        assert 0 <= graphic.min() <= graphic.max() <= 1


def test_graphics_hold_smooth_slopes_as_well_as_pixels_that_alternate() -> None:
    roughness = [float((graphic[:, :, 1:] - graphic[:, :, :-1]).abs().mean()) for graphic in drawn(120)]
    assert min(roughness) < 0.02
    assert max(roughness) > 0.5


@pytest.mark.parametrize("kind", [draw_drawing, *(getattr(drawings, f"_draw_{name}") for name in ("text", "gradient"))])
def test_most_draws_show_something(kind: drawings.Kind) -> None:
    generator = torch.Generator().manual_seed(2)
    assert sum(float(kind(SIDE, generator).std()) > 0.01 for _ in range(10)) >= 7
