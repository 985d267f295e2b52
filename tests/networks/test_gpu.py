"""What only a GPU can show. Runs with torch, numpy, pillow and safetensors alone, from tensors; skipped without CUDA.

`pytest -m gpu tests/networks/test_gpu.py -s` prints the seconds per megapixel.
"""

import math
import sys
import time

import pytest
import torch
from torch import Tensor

from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.loading import list_models, load_network

MODELS = [card.id for card in list_models()]
TWO_EYED = "davanet"
LARGEST_SIDE_PX = {"dpe": 128}
PATCH_TOLERANCE = 0.01
HALF_TOLERANCE = 0.05
TIMED_SIDE_PX = 1024
TIMES = 5

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
@pytest.mark.parametrize("model", [name for name in MODELS if name != "pmsnet"])
def test_cuda_gives_the_pixels_of_the_cpu_for_every_network(model: str) -> None:
    picture = picture_for(model, 256)
    there, here = (computed(model, picture, device, torch.float32) for device in ("cuda", "cpu"))
    assert (there - here).abs().max() <= 1 / 255


@torch.inference_mode()
def test_cuda_gives_the_patches_of_the_cpu() -> None:
    picture = picture_for("pmsnet", 256)
    there, here = (computed("pmsnet", picture, device, torch.float32) for device in ("cuda", "cpu"))
    assert (there / here - 1).abs().max() <= PATCH_TOLERANCE


@torch.inference_mode()
@pytest.mark.parametrize("model", MODELS)
def test_half_precision_stays_near(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    """How near is told; what a network is used with in half precision is decided by these figures."""
    picture = picture_for(model, 256)
    exact, half = (computed(model, picture, "cuda", kind) for kind in (torch.float32, torch.bfloat16))
    error = float(((half - exact) / exact.abs().amax()).square().mean().sqrt())
    told(capsys, f"{model}: {-20 * math.log10(max(error, 1e-9)):.1f} dB between bfloat16 and float32")
    assert error < HALF_TOLERANCE


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
@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("model", MODELS)
def test_seconds_per_megapixel_are_told(model: str, kind: torch.dtype, capsys: pytest.CaptureFixture[str]) -> None:
    picture = picture_for(model, TIMED_SIDE_PX).cuda()
    network = load_network(model, torch.device("cuda"))
    with torch.autocast("cuda", dtype=torch.bfloat16, enabled=kind is torch.bfloat16):
        network(picture)
        torch.cuda.synchronize()
        started = time.perf_counter()
        for _ in range(TIMES):
            result = network(picture)
        torch.cuda.synchronize()
    seconds = (time.perf_counter() - started) / TIMES / (picture.shape[2] * picture.shape[3] / 1e6)
    told(capsys, f"{torch.cuda.get_device_name()}, {model}, {kind}: {seconds:.4f} s per megapixel")
    assert bool(first(result).isfinite().all())


def picture_for(model: str, side_px: int) -> Tensor:
    """A noisy picture `(1, 3, side, side)`, or two of them one behind the other for a network of two eyes."""
    side_px = min(side_px, LARGEST_SIDE_PX.get(model, side_px))
    return noisy_picture(side_px).repeat(1, 2 if model == TWO_EYED else 1, 1, 1)


def computed(model: str, picture: Tensor, device: str, kind: torch.dtype) -> Tensor:
    """What a network gives first, in float32 on the CPU."""
    network = load_network(model, torch.device(device))
    with torch.autocast(device, dtype=torch.bfloat16, enabled=kind is torch.bfloat16):
        return first(network(picture.to(device))).float().cpu()


def first(result: Tensor | tuple[Tensor, ...]) -> Tensor:
    return result if isinstance(result, Tensor) else result[0]


def told(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")
