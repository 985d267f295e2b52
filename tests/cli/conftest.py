"""A small network, a small noisy photo, and a way to call the command line without a process."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cli.pictures import Run, noisy_samples
from pellucid.cli.main import main

if TYPE_CHECKING:
    from torch import nn

CONFIGURATION = "configuration = { widths = [4, 4, 8], estimator_width = 4 }"


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person's is read or written, and the CPU computes."""
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path_factory.mktemp(name.lower())))
    monkeypatch.setenv("PELLUCID_DEVICE", "cpu")


@pytest.fixture
def models(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A models folder with tiny networks of random weights for all operations as they are at first."""
    import torch

    from pellucid.networks.cbdnet import CBDNet
    from pellucid.networks.deepdeblur import DeepDeblur
    from pellucid.networks.deepupe import DeepUPE
    from pellucid.networks.dehazenet import DehazeNet
    from pellucid.networks.dncnn import DnCNN
    from pellucid.networks.hdrnet import HDRNet

    root = tmp_path_factory.mktemp("models")
    torch.manual_seed(1)
    _write_model(root / "cbdnet", 'title = "Tiny CBDNet"\narchitecture = "cbdnet"', CONFIGURATION, CBDNet((4, 4, 8), 4))
    layers = "configuration = { layers = 3, width = 4, channels = 3 }"
    _write_model(root / "deartifact", 'title = "Tiny DnCNN"\narchitecture = "dncnn"', layers, DnCNN(3, 4))
    scales = "configuration = { widths = [2, 2, 2], blocks = [1, 1, 1], kernel_px = 3, residual = true }"
    sharp = DeepDeblur((2, 2, 2), (1, 1, 1), 3, residual=True)
    _write_model(root / "deepdeblur", 'title = "Tiny DeepDeblur"\narchitecture = "deepdeblur"', scales, sharp)
    small = 'title = "Small DehazeNet"\narchitecture = "dehazenet"'
    _write_model(root / "dehazenet", small, "configuration = { width = 8 }", DehazeNet(8))
    narrow = "configuration = { multiplier = 0.125, more_global = 0, linear_local = 1 }"
    tiny = 'title = "Tiny DeepUPE"\narchitecture = "deepupe"'
    _write_model(root / "deepupe", tiny, narrow, DeepUPE(1 / 8, more_global=0, linear_local=1))
    tiny = 'title = "Tiny HDRNet"\narchitecture = "hdrnet"'
    _write_model(root / "hdrnet", tiny, "configuration = { multiplier = 0.125 }", HDRNet(1 / 8))
    monkeypatch.setenv("PELLUCID_MODELS_DIR", str(root))
    return root


def _write_model(folder: Path, name: str, configuration: str, network: "nn.Module") -> None:
    from safetensors.torch import save

    weights = {name: value.contiguous() for name, value in network.state_dict().items()}
    data = save(weights)
    folder.mkdir()
    (folder / "weights.safetensors").write_bytes(data)
    (folder / "model.toml").write_text(
        f"""
{name}
{configuration}
[weights]
file = "weights.safetensors"
parameters = {sum(value.numel() for value in weights.values())}
bytes = {len(data)}
sha256 = "{hashlib.sha256(data).hexdigest()}"
[behaviour]
receptive_radius_px = 52
[[measured]]
data_set = "formula"
metric = "psnr_db"
value = 30.5
date = "2026-01-01"
""",
        encoding="utf-8",
    )


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A noisy ramp as 8-bit PNG."""
    path = tmp_path / "photo.png"
    Image.fromarray(noisy_samples()).save(path)
    return path


@pytest.fixture
def run() -> Run:
    """Call the command line; opening the editor is a failure."""

    def no_editor(files: list[Path], right: Path | None, driver: str | None) -> int:
        raise AssertionError(f"the editor was opened with {files}, {right}, {driver}")

    return lambda *words: main([str(word) for word in words], no_editor)
