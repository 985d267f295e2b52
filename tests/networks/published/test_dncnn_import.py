"""Weights of the authors, in all three kinds of files, give the network that they were taken from."""

import pickle
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from helpers.pictures import noise
from pellucid.foundation.errors import ModelError, RefusedError, UnreadableError, UnsupportedError
from pellucid.networks.dncnn import DnCNN
from pellucid.networks.published.dncnn import dncnn_of, import_dncnn, read_convolutions
from pellucid.training.datasets import read_photo
from pellucid.training.degradations import from_bytes, gaussian_noise
from pellucid.training.metrics import psnr_db

SHARED = Path(__file__).parents[3].parent / "shared"


def tiny_network(channels: int) -> DnCNN:
    torch.manual_seed(3)
    return DnCNN(4, 5, channels).eval()


def layers_of(network: DnCNN) -> list[tuple[np.ndarray, np.ndarray]]:
    values = {name: value.detach().numpy() for name, value in network.named_parameters()}
    return [(values[f"body.conv{n}.weight"], values[f"body.conv{n}.bias"]) for n in range(network.layers)]


def write_npz(path: Path, network: DnCNN) -> None:
    arrays = {}
    for number, (kernel, bias) in enumerate(layers_of(network)):
        arrays |= {f"w{number:02}": kernel, f"b{number:02}": bias}
    np.savez(path, allow_pickle=False, **arrays)


def write_pth(path: Path, network: DnCNN) -> None:
    """As KAIR writes it: every second module is a ReLU without weights."""
    state: dict[str, Tensor] = {}
    for number, (kernel, bias) in enumerate(layers_of(network)):
        state[f"model.{2 * number}.weight"] = torch.from_numpy(kernel)
        state[f"model.{2 * number}.bias"] = torch.from_numpy(bias)
    torch.save(state, path)


def write_mat(path: Path, network: DnCNN) -> None:
    """As MATLAB writes MatConvNet's cell of layers: references to groups, axes reversed, an O of one lost."""
    h5py = pytest.importorskip("h5py")
    with h5py.File(path, "w") as file:
        references = []
        for number, (kernel, bias) in enumerate(layers_of(network)):
            turned = kernel.swapaxes(-1, -2)
            values = [turned[0] if len(kernel) == 1 else turned, bias[None]]
            parts = [
                file.create_dataset(f"#refs#/{number}{kind}", data=v) for kind, v in zip("wb", values, strict=True)
            ]
            layer = file.create_group(f"#refs#/{number}")
            layer.create_dataset("weights", data=np.array([[part.ref] for part in parts], h5py.ref_dtype))
            relu = file.create_group(f"#refs#/{number}relu")
            relu.create_dataset("weights", data=np.zeros(2, np.uint64))
            references += [[layer.ref], [relu.ref]]
        file.create_dataset("net/layers", data=np.array(references[:-1], h5py.ref_dtype))


WRITERS = {".npz": write_npz, ".pth": write_pth, ".mat": write_mat}


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("suffix", WRITERS)
def test_an_imported_network_computes_what_its_source_does(tmp_path: Path, suffix: str, channels: int) -> None:
    network, path = tiny_network(channels), tmp_path / f"theirs{suffix}"
    WRITERS[suffix](path, network)
    card = import_dncnn(path, tmp_path / "ours")
    assert card.configuration == {"layers": 4, "width": 5, "channels": channels}
    assert card.parameters == sum(value.numel() for value in network.parameters())
    weights = load_file(card.weights)
    assert {value.dtype for value in weights.values()} == {torch.float32}
    ours = DnCNN(**card.configuration).eval()
    ours.load_state_dict(weights)
    picture = noise(1, channels, 12, 9)
    with torch.inference_mode():
        assert torch.equal(ours(picture), network(picture))


def test_a_network_is_never_replaced(tmp_path: Path) -> None:
    write_npz(tmp_path / "a.npz", tiny_network(3))
    import_dncnn(tmp_path / "a.npz", tmp_path / "ours")
    with pytest.raises(RefusedError, match="holds a network already"):
        import_dncnn(tmp_path / "a.npz", tmp_path / "ours")


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("content", [b"", b"not weights at all", b"\x80\x04]\x94."])
def test_files_that_are_no_weights_are_told(tmp_path: Path, suffix: str, content: bytes) -> None:
    if suffix == ".mat":
        pytest.importorskip("h5py")
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(content)
    with pytest.raises((UnreadableError, ModelError), match=f"broken{suffix}: "):
        import_dncnn(path, tmp_path / "ours")
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_cut_file_is_told(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"cut{suffix}"
    WRITERS[suffix](path, tiny_network(3))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableError, match=f"cut{suffix}: "):
        import_dncnn(path, tmp_path / "ours")


class RunsCode:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.path,)


def test_code_inside_a_file_never_runs(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    torch.save({"model.0.weight": RunsCode(trap)}, tmp_path / "evil.pth")
    np.savez(tmp_path / "evil.npz", w00=np.array([RunsCode(trap)], dtype=object))
    (tmp_path / "older.pth").write_bytes(pickle.dumps(RunsCode(trap)))
    for name in ("evil.pth", "evil.npz", "older.pth"):
        with pytest.raises(UnreadableError, match=name):
            import_dncnn(tmp_path / name, tmp_path / "ours")
    assert not trap.exists()


def test_missing_files_and_other_kinds_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.npz: cannot be read"):
        import_dncnn(tmp_path / "gone.npz", tmp_path / "ours")
    (tmp_path / "a.onnx").touch()
    with pytest.raises(UnsupportedError, match=r"\.mat, \.npz, \.pth"):
        import_dncnn(tmp_path / "a.onnx", tmp_path / "ours")


def test_batch_norms_of_their_own_are_told(tmp_path: Path) -> None:
    torch.save({"0.weight": torch.zeros(4, 3, 3, 3), "1.running_mean": torch.zeros(4)}, tmp_path / "norm.pth")
    with pytest.raises(ModelError, match="batch norms"):
        import_dncnn(tmp_path / "norm.pth", tmp_path / "ours")


def chain(*shapes: tuple[int, ...]) -> list[tuple[Tensor, Tensor]]:
    return [(torch.zeros(shape), torch.zeros(shape[0])) for shape in shapes]


@pytest.mark.parametrize(
    "layers",
    [
        chain((3, 3, 3, 3)),
        chain((8, 4, 3, 3), (3, 8, 3, 3)),  # FDnCNN, which takes a noise map as well
        chain((8, 3, 5, 5), (3, 8, 5, 5)),
        chain((8, 3, 3, 3), (8, 6, 3, 3), (3, 8, 3, 3)),
        [(torch.full((8, 3, 3, 3), torch.nan), torch.zeros(8)), *chain((3, 8, 3, 3))],
    ],
    ids=["one layer", "a map beside the picture", "larger kernels", "layers that do not fit", "no numbers"],
)
def test_chains_that_are_no_dncnn_are_told(layers: list[tuple[Tensor, Tensor]]) -> None:
    with pytest.raises(ModelError, match="them"):
        dncnn_of(layers, Path("them"))


def published(name: str, suffix_needs: str = "") -> DnCNN:
    path = SHARED / "refweights" / "dncnn" / name
    if not path.exists() or not (SHARED / "data").exists():
        pytest.skip("the published weights are not at hand")
    if suffix_needs:
        pytest.importorskip(suffix_needs)
    return dncnn_of(read_convolutions(path), path)


def mean_psnr_db(network: DnCNN, paths: list[Path], every: int = 1) -> float:
    """Mean over every n-th picture, with noise of 25 levels whose seed is the place of the picture."""
    found = []
    for index in range(0, len(paths), every):
        clean = from_bytes(read_photo(paths[index]))[: network.channels]
        noisy = gaussian_noise(clean, 25, torch.Generator().manual_seed(index))
        with torch.inference_mode():
            found.append(psnr_db(network(noisy[None])[0].clamp(0, 1), clean))
    return fmean(found)


def test_the_gray_network_has_its_published_quality() -> None:
    network = published("gray_sigma_25.npz")
    # Published for Set12 at sigma 25: 30.44 dB. Measured here over all twelve: 30.44, over four of the small ones,
    # in a seventh of the time: 30.25.
    small = sorted((SHARED / "data/val/set12").iterdir())[:7]
    assert mean_psnr_db(network, small, every=2) == pytest.approx(30.25, abs=0.05)


def test_the_state_dict_of_the_same_authors_is_the_same_network() -> None:
    ours, theirs = published("kair_dncnn_25.pth"), published("gray_sigma_25.npz")
    picture = noise(1, 1, 24, 31)
    with torch.inference_mode():
        assert torch.allclose(ours(picture), theirs(picture), atol=1e-5)


def test_the_colour_network_has_its_published_quality() -> None:
    network = published("color_sigma=25.mat", "h5py")
    # Published for all of CBSD68: 31.31 dB. Measured here over all 68: 31.31, over every twelfth: 31.33.
    found = mean_psnr_db(network, sorted((SHARED / "data/val/cbsd68").iterdir()), every=12)
    assert found == pytest.approx(31.33, abs=0.05)
