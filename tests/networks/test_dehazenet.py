"""DehazeNet computes what the authors' code does, written here a second time: pixel by pixel, out of their arrays."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import noise, waves
from pellucid.imaging.scattering import scatter
from pellucid.imaging.srgb import luma
from pellucid.networks import dehazenet
from pellucid.networks.dehazenet import LEAK, RECEPTIVE_RADIUS_PX, SIZE_MULTIPLE, DehazeNet, mirrored
from pellucid.networks.published.dehazenet import Arrays, dehazenet_of, read_arrays

PUBLISHED = Path(__file__).parents[2].parent / "shared" / "refweights" / "dehazenet" / "official_dehaze.mat"
SHAPES = {"conv1": (3, 25, 16), "conv3x3": (4, 9, 16), "conv5x5": (4, 25, 16), "conv7x7": (4, 49, 16), "ip": (48, 36)}


def drawn_arrays(seed: int = 7) -> dict[str, np.ndarray]:
    """Arrays as the authors', with weights drawn so that t mostly lies between 0 and 1."""
    draw = np.random.default_rng(seed).normal
    arrays = {}
    for name, shape in SHAPES.items():
        spread = (1 / (shape[0] * shape[1])) ** 0.5 * (0.2 if name == "ip" else 1.5)
        outputs = shape[2] if len(shape) == 3 else 1
        arrays[f"weights_{name}"] = (draw(size=shape) * spread).astype(np.float32)
        arrays[f"biases_{name}"] = (draw(size=(outputs, 1)) * 0.05 + (name == "ip") * 0.5).astype(np.float32)
    return arrays


def direct_convolution(maps: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """MATLAB's imfilter, symmetric, of each map (H, W, I), summed; kernels (I, side * side, O), columns first."""
    side = int(kernels.shape[1] ** 0.5)
    rim = ((side - 1) // 2, side // 2)
    padded = np.pad(maps, (rim, rim, (0, 0)), mode="symmetric")
    result = np.zeros((*maps.shape[:2], kernels.shape[2]))
    for y, x in np.ndindex(*maps.shape[:2]):
        result[y, x] = biases.ravel()
        for channel, kernel in enumerate(kernels):
            window = padded[y : y + side, x : x + side, channel]
            result[y, x] += window.ravel(order="F") @ kernel
    return result


def direct_maximum(maps: np.ndarray, radius: int) -> np.ndarray:
    """The greatest value of each map within a square, the edge repeated beyond the border."""
    padded = np.pad(maps, ((radius, radius), (radius, radius), (0, 0)), mode="edge")
    result = np.empty_like(maps)
    for y, x in np.ndindex(*maps.shape[:2]):
        result[y, x] = padded[y : y + 2 * radius + 1, x : x + 2 * radius + 1].max(axis=(0, 1))
    return result


def direct_transmission(arrays: Arrays, picture: np.ndarray) -> np.ndarray:
    """The steps of the paper, one after the other, on (H, W, 3)."""

    def convolve(maps: np.ndarray, name: str) -> np.ndarray:
        kernels = np.atleast_3d(arrays[f"weights_{name}"]).astype(float)
        return direct_convolution(maps, kernels, arrays[f"biases_{name}"].astype(float))

    features = convolve(picture - 0.5, "conv1")
    strongest = np.stack([features[..., first : first + 4].max(axis=-1) for first in (0, 4, 8, 12)], axis=-1)
    mapped = np.concatenate([convolve(strongest, name) for name in ("conv3x3", "conv5x5", "conv7x7")], axis=-1)
    regressed = convolve(direct_maximum(mapped, 3), "ip")
    return np.minimum(np.maximum(regressed[..., 0], 0), 1)


def picture(height: int = 26, width: int = 21) -> Tensor:
    return (waves(height, width) + noise(3, height, width) * 0.05).clamp(0, 1)[None]


def found_by(network: nn.Module, hazy: Tensor) -> np.ndarray:
    with torch.inference_mode():
        return network(hazy)[0, 0].numpy()


def published_arrays() -> Arrays:
    pytest.importorskip("scipy")
    if not PUBLISHED.exists():
        pytest.skip("the published weights are not at hand")
    return read_arrays(PUBLISHED)


@pytest.fixture
def network() -> DehazeNet:
    return dehazenet_of(drawn_arrays(), Path("drawn.mat"))


def test_it_has_the_published_number_of_weights() -> None:
    assert sum(value.numel() for value in DehazeNet().parameters()) == 8_305


def test_it_computes_what_the_published_steps_do(network: DehazeNet) -> None:
    expected = direct_transmission(drawn_arrays(), picture()[0].permute(1, 2, 0).double().numpy())
    assert ((expected > 0) & (expected < 1)).mean() > 0.5
    assert expected.std() > 0.02
    assert np.abs(found_by(network, picture()) - expected).max() < 1e-5


@pytest.mark.parametrize("veil", [0.0, 0.4, 0.8], ids=["clear", "hazy", "thick"])
def test_the_authors_weights_compute_what_the_published_steps_do(veil: float) -> None:
    arrays = published_arrays()
    hazy = picture() * (1 - veil) + veil
    expected = direct_transmission(arrays, hazy[0].permute(1, 2, 0).double().numpy())
    assert np.abs(found_by(dehazenet_of(arrays, PUBLISHED), hazy) - expected).max() < 1e-4


def test_the_authors_weights_see_less_come_through_thicker_haze() -> None:
    network = dehazenet_of(published_arrays(), PUBLISHED)
    levels = [found_by(network, picture(64, 64) * t + (1 - t)).mean() for t in (0.2, 0.5, 0.8)]
    assert levels[0] < levels[1] - 0.1 < levels[2] - 0.2


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (7, 40)])
def test_any_size_will_do(network: DehazeNet, size: tuple[int, int]) -> None:
    found = found_by(network, picture(*size))
    expected = direct_transmission(drawn_arrays(), picture(*size)[0].permute(1, 2, 0).double().numpy())
    assert np.abs(found - expected).max() < 1e-5
    assert SIZE_MULTIPLE == 1


@pytest.mark.parametrize(("before", "after"), [(0, 0), (2, 3), (3, 3), (5, 17)])
def test_pictures_are_mirrored_with_their_edge(before: int, after: int) -> None:
    small = torch.arange(2.0 * 3 * 4).view(1, 2, 3, 4)
    rim = (before, after)
    expected = np.pad(small.numpy(), ((0, 0), (0, 0), rim, rim), mode="symmetric")
    assert np.array_equal(mirrored(small, before, after).numpy(), expected)


def test_beyond_its_bounds_it_leaks_only_where_it_learns(network: DehazeNet) -> None:
    nn.init.constant_(network.regression.bias, 3.0)
    assert (network(picture()) == 1).all()
    beyond = network.leaky(picture())
    nn.init.constant_(network.regression.bias, 2.0)
    assert torch.allclose(beyond - network.leaky(picture()), torch.tensor(LEAK), atol=1e-5)
    nn.init.constant_(network.regression.bias, 0.5)
    found = network(picture())
    inside = (found > 0) & (found < 1)
    assert torch.equal(network.leaky(picture())[inside], found[inside])


def test_a_network_that_clips_everywhere_still_learns(network: DehazeNet) -> None:
    network.requires_grad_(requires_grad=True)
    nn.init.constant_(network.regression.bias, 3.0)
    network(picture()).sum().backward()
    assert not network.features.weight.grad.any()
    network.leaky(picture()).sum().backward()
    assert network.features.weight.grad.abs().max() > 0


def test_it_sees_as_far_as_it_says() -> None:
    network = DehazeNet().double()
    for parameter in network.parameters():
        nn.init.constant_(parameter, 0.01)
    seen = torch.zeros(1, 3, 41, 41, dtype=torch.float64)
    # The maximum picks one pixel a window, so where the network looks is found by changing pixels, not by gradients.
    quiet = network.leaky(seen)[..., 20, 20]
    first, last = 20 - RECEPTIVE_RADIUS_PX + 1, 20 + RECEPTIVE_RADIUS_PX
    for row, is_seen in {first - 1: False, first: True, last: True, last + 1: False}.items():
        changed = seen.clone()
        changed[..., row, :] = 1.0
        assert torch.equal(network.leaky(changed)[..., 20, 20], quiet) != is_seen


def test_learning_computes_what_using_does(network: DehazeNet) -> None:
    network.requires_grad_(requires_grad=True)
    assert np.allclose(network(picture()).detach()[0, 0].numpy(), found_by(network, picture()), atol=1e-6)


def test_in_bands_it_gives_the_same(network: DehazeNet, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = found_by(network, picture(71, 23))
    monkeypatch.setattr(dehazenet, "_BAND_ROWS", 16)
    assert np.allclose(found_by(network, picture(71, 23)), whole, atol=1e-6)


def test_a_tile_with_its_halo_gives_the_pixels_of_the_whole(network: DehazeNet) -> None:
    whole, halo = picture(70, 60), RECEPTIVE_RADIUS_PX
    tile = found_by(network, whole[..., 30 - halo : 50 + halo, 20 - halo : 40 + halo])
    assert np.allclose(tile[halo:-halo, halo:-halo], found_by(network, whole)[30:50, 20:40], atol=1e-6)


class Veiled(nn.Module):
    """Believes in a t by how far pictures lie from white, which is true in white airlight alone."""

    def forward(self, hazy: Tensor) -> Tensor:
        self.seen = hazy[0]
        return (1 - hazy.amin(dim=1, keepdim=True)).clamp(0, 1)


def test_it_looks_again_at_the_picture_in_white_airlight() -> None:
    transmitted = torch.linspace(0.02, 1, 60)[None, :, None].expand(1, 60, 80)
    airlight = torch.tensor([0.7, 0.75, 0.8])
    hazy = scatter(torch.zeros(3, 60, 80), transmitted, airlight)
    network = Veiled()
    fitted, found = dehazenet.estimate(network, hazy)
    assert (found - airlight).abs().max() < 0.03
    assert network.seen.amax() > 0.97
    assert (fitted.at(luma(hazy)) - transmitted).abs().mean() < 0.03


def test_its_transmission_follows_the_edges_of_the_picture() -> None:
    picture = torch.zeros(3, 40, 60)
    picture[:, :, 30:] = 0.8
    blurred = torch.linspace(0.2, 0.9, 60).expand(1, 1, 40, 60)
    fitted, _ = dehazenet.estimate(lambda _seen: blurred, picture)
    steps = fitted.at(luma(picture))[0, 20].diff().abs()
    assert int(steps.argmax()) == 29
    assert steps[29] > 5 * blurred[0, 0, 20].diff().max()
