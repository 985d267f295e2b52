"""`pellucid models import`: published weights become a model folder that the bench can measure."""

import json
from pathlib import Path

import numpy as np
import pytest

from cli.pictures import Run
from pellucid.foundation.paths import state_dir
from pellucid.networks.card import read_card
from pellucid.networks.loading import build_network


def write_weights(path: Path) -> None:
    draw = np.random.default_rng(4).normal
    np.savez(
        path,
        allow_pickle=False,
        w00=draw(size=(4, 3, 3, 3)).astype(np.float32),
        b00=np.zeros(4, np.float32),
        w01=draw(size=(3, 4, 3, 3)).astype(np.float32),
        b01=np.zeros(3, np.float32),
    )


def test_weights_become_a_model_folder(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_weights(tmp_path / "theirs.npz")
    assert run("models", "import", "dncnn", tmp_path / "theirs.npz", "--out", tmp_path / "ours", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["code"], said["folder"], said["parameters"]) == (0, str(tmp_path / "ours"), 108 + 4 + 108 + 3)
    build_network(read_card(tmp_path / "ours"))


def test_without_a_folder_they_lie_beside_the_recovery_store(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_weights(tmp_path / "theirs.npz")
    assert run("models", "import", "dncnn", tmp_path / "theirs.npz") == 0
    folder = state_dir() / "models" / "dncnn-theirs"
    assert read_card(folder).configuration == {"layers": 2, "width": 4, "channels": 3}
    assert str(folder) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("network", "file", "code"),
    [("dncnn", "a.txt", 3), ("dncnn", "a.npz", 4), ("hdrnet", "a.npz", 2), ("dehazenet", "a.npz", 3)],
)
def test_what_cannot_be_imported_is_one_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], network: str, file: str, code: int
) -> None:
    (tmp_path / file).write_bytes(b"no weights")
    assert run("models", "import", network, tmp_path / file) == code
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_weights_of_another_network_are_code_8(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    np.savez(tmp_path / "a.npz", allow_pickle=False, w00=np.zeros((2, 3, 1, 1)), b00=np.zeros(2))
    assert run("models", "import", "dncnn", tmp_path / "a.npz") == 8
    assert "a.npz" in capsys.readouterr().err


def test_arrays_of_dehazenet_become_a_model_folder(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sizes = {"conv1": (3, 25, 16), "conv3x3": (4, 9, 16), "conv5x5": (4, 25, 16), "conv7x7": (4, 49, 16)}
    arrays = {f"weights_{name}": np.ones(size, np.float32) for name, size in sizes.items()}
    arrays |= {f"biases_{name}": np.zeros((16, 1), np.float32) for name in sizes}
    arrays |= {"weights_ip": np.ones((48, 36), np.float32), "biases_ip": np.zeros((1, 1), np.float32)}
    pytest.importorskip("scipy.io").savemat(tmp_path / "theirs.mat", arrays)
    assert run("models", "import", "dehazenet", tmp_path / "theirs.mat", "--out", tmp_path / "ours", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["parameters"], said["configuration"]) == (8_305, {"width": 16})
    build_network(read_card(tmp_path / "ours"))
