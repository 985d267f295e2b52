"""Blurred crops lie about their sharp ones; some are not blurred at all; what measures never changes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.training import blur_batches
from pellucid.training.blur_batches import MARGIN_PX, MEASURED_PX, BlurMaterial, draw_batch, measured_cases
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import find_settings, read_settings

SIDE_PX = 40


def settings(**batch: Any) -> dict[str, Any]:
    own = read_settings(find_settings("deepdeblur"))
    plain = {"crops": 4, "side_px": SIDE_PX, "scales": [1.0], "drawn_share": 0.0, "sharp_share": 0.0, "lessons": []}
    quiet = {"noisy_share": 0.0, "jpeg_share": 0.0, "highlight_share": 0.0}
    return {**own, "batch": {**own["batch"], **plain, **quiet, **batch}}


@pytest.fixture(scope="module")
def material() -> BlurMaterial:
    return BlurMaterial([samples(100, 120, noise_levels=20), samples(96, 90, noise_levels=20, seed=2)], [])


@pytest.mark.parametrize("kind", ["none", "layer_share", "rolling_share", "short_share", "numbers_share"])
def test_every_kind_of_shot_is_blurred_and_can_be_repeated(material: BlurMaterial, kind: str) -> None:
    shares = dict.fromkeys(("layer_share", "rolling_share", "short_share", "numbers_share"), 0.0)
    own = settings(**{**shares, **({} if kind == "none" else {kind: 1.0})})
    batch, again, other = (draw_batch(material, own, step) for step in (3, 3, 4))
    assert batch.damaged.shape == batch.clean.shape == (4, 3, SIDE_PX, SIDE_PX)
    assert torch.equal(batch.damaged, again.damaged)
    assert not torch.equal(batch.damaged, other.damaged)
    for blurred, sharp in zip(batch.damaged, batch.clean, strict=True):
        assert 10 < psnr_db(blurred, sharp) < 50
        assert blurred.diff(dim=2).abs().mean() < sharp.diff(dim=2).abs().mean()


def test_frames_of_a_video_are_few(material: BlurMaterial, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    plain_take = blur_batches.take

    def watched(photo: torch.Tensor, shot: Any) -> Any:
        counts.append(len(shot.path.roll))
        assert shot.sums_numbers
        return plain_take(photo, shot)

    monkeypatch.setattr(blur_batches, "take", watched)
    draw_batch(material, settings(short_share=1.0, numbers_share=1.0, layer_share=0.5), 0)
    assert len(counts) == 4
    assert all(7 <= count <= 13 for count in counts)


def test_a_lesson_blurs_along_its_directions_alone() -> None:
    stripes = BlurMaterial([np.repeat(samples(120, 1, noise_levels=40), 120, axis=1)], [])
    lesson = {"until_step": 5, "directions": 1, "length_px": [8, 8]}
    batch = draw_batch(stripes, settings(lessons=[lesson], noisy_share=1.0, sharp_share=1.0, crops=12), 4)
    kinds = set()
    for blurred, sharp in zip(batch.damaged, batch.clean, strict=True):
        lies = bool((sharp.diff(dim=2) == 0).all())  # crops are turned at random, and stripes with them
        kinds.add(lies)
        assert torch.allclose(blurred, sharp, atol=1 / 255) == lies
    assert kinds == {False, True}


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_mixed_crops_of_a_lesson_are_as_those_after_it(material: BlurMaterial, share: float) -> None:
    lesson = {"until_step": 5, "directions": 0, "length_px": [8, 8], "mixed_share": share}
    batch = draw_batch(material, settings(lessons=[lesson], sharp_share=1.0), 4)
    assert torch.equal(batch.damaged, batch.clean) == (share == 1)


def test_a_sharp_crop_is_its_own_truth(material: BlurMaterial) -> None:
    batch = draw_batch(material, settings(sharp_share=1.0, noisy_share=1.0), 0)
    assert torch.equal(batch.damaged, batch.clean)


def test_blur_does_not_shift(material: BlurMaterial) -> None:
    batch = draw_batch(material, settings(crops=16, layer_share=0.0, numbers_share=0.0, length_px=[9, 9]), 1)
    errors = {}
    for right in (-2, 0, 2):
        shifted = torch.roll(batch.damaged, right, dims=3)[..., 4:-4]
        errors[right] = (shifted - batch.clean[..., 4:-4]).square().mean().item()
    assert errors[0] < min(errors[-2], errors[2])


def test_longer_paths_are_drawn_more_often() -> None:
    own = settings(length_px=[3, 35], length_power=0.5)["batch"]
    generator = torch.Generator().manual_seed(1)
    lengths = [blur_batches._draw_length(own, generator) for _ in range(400)]
    assert min(lengths) >= 3
    assert max(lengths) == 35
    assert sum(length > 19 for length in lengths) > 270


def test_crops_with_edges_are_preferred() -> None:
    rich, plain = samples(100, 100, noise_levels=20), samples(100, 100)
    both = BlurMaterial([plain, rich], [])
    sharp = draw_batch(both, settings(crops=12, candidates=4), 0).clean
    assert sum(float(crop.diff(dim=2).abs().mean()) > 0.03 for crop in sharp) >= 10


def test_what_measures_is_blurred_in_two_ways_and_always_the_same() -> None:
    photos = [samples(400, 420, noise_levels=20) for _ in range(2)]
    first, again = list(measured_cases(photos)), list(measured_cases(photos))
    assert len(first) == 4
    assert first[0].clean.shape == (3, MEASURED_PX, MEASURED_PX)
    for one, other in zip(first, again, strict=True):
        assert torch.equal(one.damaged, other.damaged)
        assert psnr_db(one.damaged, one.clean) < 40
    assert torch.equal(first[0].clean, first[2].clean)
    assert not torch.equal(first[0].damaged, first[2].damaged)


def test_a_folder_of_photos_alone_is_enough(tmp_path: Path) -> None:
    Image.fromarray(samples(90, SIDE_PX + 2 * MARGIN_PX)).save(tmp_path / "a.png")
    Image.fromarray(samples(60, 60)).save(tmp_path / "too_small.png")
    found = blur_batches.read_material(tmp_path, settings())
    assert found.words().startswith("1 photos")
    assert draw_batch(found, settings(), 0).damaged.shape == (4, 3, SIDE_PX, SIDE_PX)
