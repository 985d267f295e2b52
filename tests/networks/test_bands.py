"""Bands of rows together are the picture, whatever runs on them."""

import pytest
import torch
from torch import nn

from helpers.pictures import noise, waves
from pellucid.networks import bands
from pellucid.networks.bands import cut_bands, in_bands
from pellucid.networks.cbdnet import CBDNet


@pytest.mark.parametrize(("height", "multiple"), [(1, 1), (37, 1), (40, 4), (100, 4), (103, 1)])
def test_bands_of_one_size_cover_the_picture(height: int, multiple: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "BAND_ROWS", 12)
    cut = cut_bands(height, multiple)
    assert {row for band in cut for row in range(band.top, band.bottom)} == set(range(height))
    assert len({band.bottom - band.top for band in cut}) == 1
    assert len({wide.bottom - wide.top for wide in (band.wider(3) for band in cut)}) == 1
    assert all(band.top % multiple == 0 for band in cut)


def test_layers_give_the_same_in_bands(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(1)
    layers = nn.Sequential(*(nn.Conv2d(3, 3, 3, padding=1) for _ in range(3)))
    picture = noise(1, 3, 50, 20)
    whole = layers(picture)
    monkeypatch.setattr(bands, "BAND_ROWS", 9)
    assert len(cut_bands(50, 1)) > 3
    assert torch.allclose(in_bands(layers, picture, 3), whole, atol=1e-6)
    assert not torch.allclose(in_bands(layers, picture, 0), whole, atol=1e-6)


@pytest.mark.parametrize("fold", [1, 2])
@pytest.mark.parametrize("height", [128, 150])
def test_cbdnet_gives_the_same_in_bands(height: int, fold: int, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(2)
    network = CBDNet((4, 6, 8), 4, fold=fold).eval()
    picture = (waves(height, 40) + noise(3, height, 40) * 0.05).clamp(0, 1)[None]
    whole = network(picture)
    monkeypatch.setattr(bands, "BAND_ROWS", 16)
    assert len(cut_bands(height, 4)) > 3
    for in_parts, at_once in zip(network(picture), whole, strict=True):
        assert torch.allclose(in_parts, at_once, atol=1e-6)
    with torch.inference_mode():  # where results take the place of what they were made from
        for in_parts, at_once in zip(network(picture), whole, strict=True):
            assert torch.allclose(in_parts, at_once, atol=1e-6)


def test_cbdnet_learns_the_same_in_bands(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(2)
    network = CBDNet((4, 6, 8), 4)
    picture = (waves(128, 40) + noise(3, 128, 40) * 0.05).clamp(0, 1)[None]
    network(picture)[0].square().sum().backward()
    whole = [parameter.grad.clone() for parameter in network.parameters()]
    network.zero_grad()
    monkeypatch.setattr(bands, "BAND_ROWS", 16)
    network(picture)[0].square().sum().backward()
    for parameter, at_once in zip(network.parameters(), whole, strict=True):
        assert torch.allclose(parameter.grad, at_once, rtol=1e-3, atol=1e-3)
