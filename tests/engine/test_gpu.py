"""What only a GPU can show. Runs with torch, numpy, pillow and safetensors alone, from tensors; skipped without CUDA.

`pytest -m gpu tests/engine/test_gpu.py -s` prints the seconds per megapixel.
"""

import sys
import time

import pytest
import torch
from torch import Tensor

from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.loading import load_network

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device"),
]


@pytest.fixture(autouse=True)
def exact_convolutions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.cudnn, "allow_tf32", False)


def noisy_picture(side_px: int) -> Tensor:
    generator = torch.Generator().manual_seed(2)
    smooth = torch.nn.functional.interpolate(torch.rand(1, 3, 9, 9, generator=generator), side_px, mode="bicubic")
    return (smooth + 0.05 * torch.randn(1, 3, side_px, side_px, generator=generator)).clamp(0, 1)


def network_on(device: str) -> CBDNet:
    network = load_network("cbdnet", torch.device(device))
    assert isinstance(network, CBDNet)
    return network


@torch.inference_mode()
def test_cuda_gives_the_pixels_of_the_cpu() -> None:
    picture = noisy_picture(512)
    there, _ = network_on("cuda")(picture.cuda(), 1.0)
    here, _ = network_on("cpu")(picture, 1.0)
    assert (there.cpu() - here).abs().max() <= 1 / 255


@torch.inference_mode()
@pytest.mark.parametrize("model", ["dncnn", "deartifact"])
def test_cuda_gives_the_pixels_of_the_cpu_for_dncnn(model: str) -> None:
    picture = noisy_picture(256)
    there = load_network(model, torch.device("cuda"))(picture.cuda())
    here = load_network(model, torch.device("cpu"))(picture)
    assert (there.cpu() - here).abs().max() <= 1 / 255


@torch.inference_mode()
def test_the_ladder_finishes_in_little_memory() -> None:
    """The pipeline's rule, out of memory halves the tile, on a device that really has too little."""
    network, picture = network_on("cuda"), noisy_picture(4096)
    whole = network(picture.cuda(), 1.0)[0].cpu()
    torch.cuda.empty_cache()
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(min(1.0, 1.5 * 2**30 / total))
    try:
        side, result = 4096, None
        while result is None:
            result = _in_tiles(network, picture, side)
            side //= 2
        assert side < 2048
        assert (result - whole).abs().max() <= 1 / 255
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
        torch.cuda.empty_cache()


def _in_tiles(network: CBDNet, picture: Tensor, side: int) -> Tensor | None:
    halo, result = 52, torch.empty_like(picture)
    for top in range(0, picture.shape[2], side):
        for left in range(0, picture.shape[3], side):
            first_row, first_column = max(0, top - halo), max(0, left - halo)
            region = picture[:, :, first_row : top + side + halo, first_column : left + side + halo]
            try:
                tile = network(region.cuda(), 1.0)[0].cpu()
            except torch.OutOfMemoryError:
                tile = None
            if tile is None:
                torch.cuda.empty_cache()
                return None
            rows = slice(top - first_row, top - first_row + side)
            columns = slice(left - first_column, left - first_column + side)
            result[:, :, top : top + side, left : left + side] = tile[:, :, rows, columns]
    return result


@torch.inference_mode()
def test_seconds_per_megapixel_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    network, picture = network_on("cuda"), noisy_picture(2048).cuda()
    network(picture, 1.0)
    torch.cuda.synchronize()
    started = time.perf_counter()
    for _ in range(5):
        result, _ = network(picture, 1.0)
    torch.cuda.synchronize()
    seconds = (time.perf_counter() - started) / 5 / (2048 * 2048 / 1e6)
    with capsys.disabled():
        sys.stdout.write(f"\n{torch.cuda.get_device_name()}: {seconds:.4f} s per megapixel\n")
    assert bool(result.isfinite().all())
