"""Faults of photos: none changes nothing, each does what it says, and batches hold what they tell."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from helpers.pictures import samples, waves
from pellucid.imaging.srgb import luma
from pellucid.training.degradations import draw_faults, from_bytes, to_whole_levels, with_faults
from pellucid.training.degradations.faults import KINDS, NEUTRAL
from pellucid.training.fault_batches import FaultBatch, draw_batch, draw_unpaired
from pellucid.training.tone_batches import ToneMaterial

SETTINGS = {
    "seed": 1,
    "batch": {
        "crops": 12,
        "side_px": 32,
        "least_share": 0.5,
        "joined_share": 0.5,
        "kinds": {"none": 0.3, "all": 0.3, "flat": 0.2, "few": 0.2},
    },
}


def damaged(picture: Tensor, **faults: float) -> Tensor:
    return with_faults(picture[None], torch.tensor([list({**NEUTRAL, **faults}.values())]))[0]


def test_no_fault_changes_nothing_but_the_rounding() -> None:
    picture = waves(30, 40)
    assert (damaged(picture) - to_whole_levels(picture)).abs().max() < 1.01 / 255


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"none"}))
def test_every_kind_draws_faults_that_show_and_stays_in_range(kind: str) -> None:
    generator = torch.Generator().manual_seed(5)
    pictures = waves(30, 40).expand(8, -1, -1, -1)
    found = with_faults(pictures, torch.stack([draw_faults(kind, generator) for _ in pictures]))
    assert ((found - pictures).abs().mean(dim=(1, 2, 3)) > 1 / 255).sum() >= 7
    assert torch.equal(found, to_whole_levels(found))


def test_a_fault_goes_its_own_way() -> None:
    picture = waves(30, 40) * 0.6 + 0.2
    assert damaged(picture, exposure_ev=-1).mean() < 0.8 * picture.mean()
    assert damaged(picture, veil=0.2).amin() > 0.3
    assert damaged(picture, corner_ev=-1)[:, 0, 0].mean() < 0.9 * damaged(picture)[:, 0, 0].mean()
    assert damaged(picture, contrast=0.5).std() < 0.6 * picture.std()
    pale = damaged(picture, saturation=0.4)
    assert (pale - luma(pale)).abs().mean() < 0.5 * (picture - luma(picture)).abs().mean()
    warm = damaged(picture, light_mired=350, balance_mired=250)
    assert warm[0].mean() > picture[0].mean() + 0.02
    assert warm[2].mean() < picture[2].mean() - 0.05
    green = damaged(picture, light_duv=0.015)
    assert green[1].mean() - green[0].mean() > picture[1].mean() - picture[0].mean() + 0.02
    assert damaged(picture, curve=0.5).std() > picture.std() + 0.01


def test_batches_hold_whole_pictures_their_faults_and_those_without() -> None:
    material = ToneMaterial([samples(48, 64), samples(40, 40, seed=2)], [])
    batch, again = draw_batch(material, SETTINGS, 3), draw_batch(material, SETTINGS, 3)
    assert torch.equal(batch.pictures, again.pictures)
    assert torch.equal(batch.faults, again.faults)
    assert not torch.equal(batch.faults, draw_batch(material, SETTINGS, 4).faults)
    whole, pair = batch.is_whole(), batch.damaged()
    assert 1 <= int(whole.sum()) <= 8
    assert (pair.damaged - pair.clean)[whole].abs().max() < 1.01 / 255
    assert (pair.damaged - pair.clean).abs().mean(dim=(1, 2, 3))[~whole].min() > 1 / 255


def test_unpaired_pictures_never_show_one_photo_on_both_sides() -> None:
    levels = (40, 90, 140, 190)
    photos = [np.full((40, 60, 3), level, np.uint8) for level in levels]
    for step in range(5):
        batch = draw_unpaired(ToneMaterial(photos, []), SETTINGS, step)
        plain, finished = ({int(picture.amax()) for picture in side} for side in (batch.pictures, batch.finished))
        assert plain | finished <= set(levels)
        assert not plain & finished
        assert torch.equal(batch.both()[1], batch.finished.float() / 255)
        assert not torch.equal(batch.both()[0], batch.pictures.float() / 255)
    assert draw_unpaired(ToneMaterial(photos[:1], []), SETTINGS, 0).pictures.shape == (12, 3, 32, 32)


def test_taste_varies_finished_pictures_by_little() -> None:
    picture = from_bytes(samples(40, 50))
    generator = torch.Generator().manual_seed(2)
    pictures = picture.expand(6, -1, -1, -1)
    none = torch.stack([draw_faults("none", generator) for _ in pictures])
    tastes = torch.stack([draw_faults("taste", generator) for _ in pictures])
    batch = FaultBatch((pictures * 255).round().byte(), tastes, none)
    assert batch.is_whole().all()
    assert not replace(batch, faults=tastes).is_whole().any()
    change = (batch.damaged().clean - pictures).abs().mean(dim=(1, 2, 3)) * 255
    assert 0.5 < change.mean() < 8
