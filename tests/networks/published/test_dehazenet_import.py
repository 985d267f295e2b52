"""The authors' arrays of DehazeNet, as a MATLAB file, become a model folder; everything else is told."""

from pathlib import Path

import numpy as np
import pytest
import torch

from helpers.pictures import noise, waves
from pellucid.foundation.errors import ModelError, RefusedError, UnreadableError, UnsupportedError
from pellucid.networks.loading import build_network
from pellucid.networks.published import dehazenet
from pellucid.networks.published.dehazenet import dehazenet_of, import_dehazenet

SHAPES = {"conv1": (3, 25, 16), "conv3x3": (4, 9, 16), "conv5x5": (4, 25, 16), "conv7x7": (4, 49, 16), "ip": (48, 36)}


def arrays() -> dict[str, np.ndarray]:
    draw = np.random.default_rng(2).normal
    found = {}
    for name, shape in SHAPES.items():
        found[f"weights_{name}"] = (draw(size=shape) * 0.1).astype(np.float32)
        found[f"biases_{name}"] = (draw(size=(1 if name == "ip" else 16, 1)) * 0.1).astype(np.float32)
    return found


def write(path: Path, content: dict[str, np.ndarray], *, packed: bool = True) -> None:
    pytest.importorskip("scipy.io").savemat(path, content, do_compression=packed)


@pytest.mark.parametrize("packed", [False, True])
def test_an_imported_network_computes_what_its_source_does(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "theirs.mat"
    write(path, arrays() | {"another": np.ones(3)}, packed=packed)
    card = import_dehazenet(path, tmp_path / "ours")
    assert (card.architecture, card.configuration, card.parameters) == ("dehazenet", {"width": 16}, 8_305)
    assert card.receptive_radius_px == 11
    hazy = (waves(30, 24) + noise(3, 30, 24) * 0.1)[None]
    with torch.inference_mode():
        assert torch.equal(build_network(card)(hazy), dehazenet_of(arrays(), path)(hazy))


def test_kernels_are_counted_column_by_column() -> None:
    content = arrays()
    kernel = dehazenet_of(content, Path("a.mat")).features.weight
    for row, column in ((0, 0), (0, 1), (3, 1)):
        assert kernel[7, 2, row, column].item() == content["weights_conv1"][2, 5 * column + row, 7]


def test_a_network_is_never_replaced(tmp_path: Path) -> None:
    write(tmp_path / "a.mat", arrays())
    import_dehazenet(tmp_path / "a.mat", tmp_path / "ours")
    with pytest.raises(RefusedError, match="holds a network already"):
        import_dehazenet(tmp_path / "a.mat", tmp_path / "ours")


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_cut_anywhere_is_told(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "cut.mat"
    write(path, arrays(), packed=packed)
    whole = path.read_bytes()
    for kept in (*range(0, 400, 37), *range(400, len(whole), 1511), len(whole) - 1):
        path.write_bytes(whole[:kept])
        with pytest.raises((UnreadableError, ModelError), match=r"cut\.mat: "):
            import_dehazenet(path, tmp_path / "ours")
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize(
    "content", [b"", b"not weights at all", b"\x80\x04]\x94.", b"MATLAB 5.0 MAT-file" + b" " * 200]
)
def test_files_that_are_no_weights_are_told(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("scipy")
    (tmp_path / "broken.mat").write_bytes(content)
    with pytest.raises((UnreadableError, ModelError), match=r"broken\.mat: "):
        import_dehazenet(tmp_path / "broken.mat", tmp_path / "ours")


def test_missing_files_and_other_kinds_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.mat: cannot be read"):
        import_dehazenet(tmp_path / "gone.mat", tmp_path / "ours")
    (tmp_path / "a.npz").touch()
    with pytest.raises(UnsupportedError, match=r"read from \.mat"):
        import_dehazenet(tmp_path / "a.npz", tmp_path / "ours")


def test_what_unpacks_to_more_than_any_published_file_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "bomb.mat", arrays() | {"weights_ip": np.zeros((480, 3600), np.float32)})
    monkeypatch.setattr(dehazenet, "MOST_BYTES", 1_000_000)
    with pytest.raises(ModelError, match=r"bomb\.mat: is too large"):
        import_dehazenet(tmp_path / "bomb.mat", tmp_path / "ours")


@pytest.mark.parametrize(
    "change",
    [
        {"weights_ip": np.zeros((48, 35), np.float32)},
        {"weights_conv1": np.zeros((3, 5, 5, 16), np.float32)},
        {"biases_conv1": np.zeros((4, 1), np.float32)},
        {"weights_conv1": np.full((3, 25, 16), np.nan, np.float32)},
        {"weights_conv7x7": None},
    ],
    ids=["no square kernel", "kernels laid out otherwise", "too few biases", "no numbers", "one missing"],
)
def test_arrays_that_are_no_dehazenet_are_told(change: dict[str, np.ndarray | None]) -> None:
    content = {name: value for name, value in (arrays() | change).items() if value is not None}
    with pytest.raises(ModelError, match="them"):
        dehazenet_of(content, Path("them"))


def test_arrays_of_words_are_told(tmp_path: Path) -> None:
    write(tmp_path / "words.mat", arrays() | {"biases_ip": np.array(["a", "b"])})
    with pytest.raises((UnreadableError, ModelError), match=r"words\.mat: "):
        import_dehazenet(tmp_path / "words.mat", tmp_path / "ours")
