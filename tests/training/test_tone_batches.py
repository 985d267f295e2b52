"""Damaged and whole pictures belong together where they should, and never where they should not."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.training.datasets import reduced
from pellucid.training.degradations import from_bytes
from pellucid.training.metrics import psnr_db
from pellucid.training.tone_batches import (
    ToneMaterial,
    draw_damaged,
    draw_whole,
    measured_cases,
    read_material,
)


def settings(**batch: Any) -> dict[str, Any]:
    plain = {
        "crops": 6,
        "side_px": 32,
        "long_side_px": 48,
        "least_share": 0.5,
        "untouched_share": 0.0,
    }
    return {"seed": 1, "batch": {**plain, **batch}}


def flat(level: int) -> np.ndarray:
    return np.full((40, 60, 3), level, np.uint8)


@pytest.fixture
def material() -> ToneMaterial:
    return ToneMaterial([samples(48, 64), samples(40, 40, seed=2)], [])


def test_the_same_step_draws_the_same_and_another_does_not(material: ToneMaterial) -> None:
    first, again, other = (
        vars(
            draw_damaged(material, settings(), step, lambda picture, source: picture * torch.rand((), generator=source))
        )
        for step in (3, 3, 4)
    )
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not any(torch.equal(first[name], other[name]) for name in first)


def test_some_pictures_stay_as_they_are(material: ToneMaterial) -> None:
    batch = draw_damaged(material, settings(untouched_share=1.0), 0, lambda picture, _: picture * 0)
    assert torch.equal(batch.damaged, batch.clean)
    batch = draw_damaged(material, settings(), 0, lambda picture, _: picture * 0)
    assert batch.damaged.max() == 0


def test_a_sample_spans_most_of_its_photo_and_is_never_turned() -> None:
    ramp = np.repeat(np.linspace(0, 255, 80, dtype=np.uint8)[:, None, None], 60, 1).repeat(3, 2)
    source = torch.Generator().manual_seed(1)
    parts = [draw_whole([ramp], settings(least_share=0.6)["batch"], source) for _ in range(20)]
    for part in parts:
        assert bool((part.diff(dim=1) >= 0).all())
        assert part.diff(dim=2).abs().max() < 0.01
        assert part.max() - part.min() > 0.55


def test_what_measures_repeats_and_keeps_to_its_range() -> None:
    photos = [from_bytes(samples(48, 64)), from_bytes(samples(40, 40, seed=2))]
    first, again = list(measured_cases(photos, draws=8)), list(measured_cases(photos, draws=8))
    assert 4 <= len(first) == len(again) <= 16
    for one, other in zip(first, again, strict=True):
        assert torch.equal(one.damaged, other.damaged)
        assert 12 <= psnr_db(one.damaged, one.clean) <= 22
    assert not list(measured_cases(photos, range_db=(90.0, 91.0)))


def test_photos_are_reduced_but_never_enlarged(tmp_path: Path) -> None:
    assert reduced(samples(80, 40), 20).shape == (20, 10, 3)
    assert reduced(samples(8, 4), 20).shape == (8, 4, 3)
    Image.fromarray(samples(96, 60)).save(tmp_path / "a.png")
    found = read_material(tmp_path, settings())
    assert found.photos[0].shape == (48, 30, 3)
    assert "1 photos" in found.words()
