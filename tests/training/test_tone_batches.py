"""Samples are most of a photo, and what measures repeats."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.training.datasets import reduced
from pellucid.training.degradations import from_bytes
from pellucid.training.metrics import psnr_db
from pellucid.training.tone_batches import draw_whole, measured_cases, read_material


def settings(**batch: Any) -> dict[str, Any]:
    plain = {"side_px": 32, "long_side_px": 48, "least_share": 0.5}
    return {"seed": 1, "batch": {**plain, **batch}}


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
