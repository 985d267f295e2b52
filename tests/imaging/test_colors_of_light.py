"""Light told from colours: shifts of histograms, and what a filter makes of them."""

import math
from pathlib import Path

import pytest
import torch
from PIL import Image

from pellucid.bench.findings.light_learning import LIGHTS, Lesson, learned_filter, lessons, white_in, write_filter
from pellucid.imaging.colors_of_light import BIN_STOPS, BINS, HISTOGRAMS, histograms_of, light_of
from pellucid.imaging.srgb import to_linear, to_srgb


def _scene(seed: int) -> torch.Tensor:
    """Patches of many gray and a few coloured things."""
    generator = torch.Generator().manual_seed(seed)
    gray = 0.1 + 0.5 * torch.rand(1, 16, 16, generator=generator)
    tint = 0.15 * torch.randn(3, 16, 16, generator=generator) * (torch.rand(1, 16, 16, generator=generator) > 0.6)
    return torch.nn.functional.interpolate((gray + tint).clamp(0.05, 0.8)[None], scale_factor=4)[0]


def _lit(scene: torch.Tensor, red: float, blue: float) -> torch.Tensor:
    return to_srgb(to_linear(scene) * torch.tensor([2**red, 1.0, 2**blue]).view(3, 1, 1)).clamp(0, 1)


def _lesson(seed: int, red: float, blue: float) -> Lesson:
    return histograms_of(_lit(_scene(seed), red, blue)), (red, blue)


def test_another_light_shifts_the_histograms() -> None:
    scene = 0.5 * torch.ones(3, 32, 32)
    before, after = histograms_of(scene), histograms_of(_lit(scene, 2 * BIN_STOPS, -3 * BIN_STOPS))
    assert before.shape == (HISTOGRAMS, BINS, BINS)
    brightest = HISTOGRAMS - 2  # all of one gray is the brightest there is
    torch.testing.assert_close(after[brightest], before[brightest].roll((2, -3), (0, 1)), atol=0.05, rtol=0)
    assert (before.square().sum(dim=(1, 2)) < 1.001).all()


def test_a_filter_learns_to_tell_the_light() -> None:
    lights = ((0.0, 0.0), (0.5, -1.0), (-0.5, 0.75))
    taught = [_lesson(seed, *light) for seed in range(6) for light in lights]
    learned = learned_filter(taught)
    for red, blue in lights:
        found = light_of(learned.scores(_lesson(77, red, blue)[0][None])[0])
        assert found.warmth == pytest.approx(red - blue, abs=0.35)
        assert (found.certainty > 0.9) is (red != blue)


def test_lessons_are_parts_of_photos_that_train_in_drawn_lights(tmp_path: Path) -> None:
    folder = tmp_path / "train" / "clean"
    folder.mkdir(parents=True)
    pixels = (255 * _scene(3)).round().to(torch.uint8).permute(1, 2, 0).numpy()
    for name in ("a.png", "b.png"):
        Image.fromarray(pixels).save(folder / name)
    (tmp_path / "splits.json").write_text('{"clean": {"val": ["b.png"]}}', encoding="utf-8")
    lights = [white for _, white in lessons(tmp_path)]
    assert len(lights) == LIGHTS  # of one photo: the other one measures
    assert lights[0] == pytest.approx((0, 0), abs=1e-5)
    assert len({round(red, 3) for red, _ in lights}) > LIGHTS / 2


def test_black_tells_nothing_and_breaks_nothing() -> None:
    assert float(histograms_of(torch.zeros(3, 8, 8)).sum()) == 0


def test_certainty_is_of_the_side_of_the_warmth() -> None:
    scores = torch.full((BINS, BINS), -100.0)
    scores[BINS // 2 - 2, BINS // 2 + 2] = 0.0
    found = light_of(scores)
    assert (found.warmth, found.tint) == (pytest.approx(-4 * BIN_STOPS), pytest.approx(0.0, abs=1e-5))
    assert found.certainty == pytest.approx(1.0)


def test_white_in_a_warm_light_is_red(tmp_path: Path) -> None:
    red, blue = white_in(120)
    assert red > 0 > blue
    assert white_in(0) == (pytest.approx(0, abs=1e-5), pytest.approx(0, abs=1e-5))
    assert math.isfinite(sum(white_in(-85)))
    write_filter(tmp_path / "light.safetensors", learned_filter([_lesson(0, 0.0, 0.0)]))
    assert (tmp_path / "light.safetensors").stat().st_size < 20_000
