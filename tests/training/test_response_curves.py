"""Measured response curves in every form that they come in."""

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.training.response_curves import FORMULA_CURVES, measured_curves, read_curves

LIGHT = np.linspace(0, 1, 1024, dtype=np.float32)
TABLES = {"I": np.stack([LIGHT, LIGHT]), "B": np.stack([LIGHT, np.sqrt(LIGHT)])}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "train" / "crf"
    made.mkdir(parents=True)
    return made


def write_version_5(path: Path) -> None:
    pytest.importorskip("scipy.io").savemat(path, TABLES)


def write_version_7_3(path: Path) -> None:
    with pytest.importorskip("h5py").File(path, "w", userblock_size=512) as file:
        for name, table in TABLES.items():
            file[name] = table.T


@pytest.mark.parametrize("write", [write_version_5, write_version_7_3])
def test_matlab_files_of_both_kinds_give_their_curves(folder: Path, tmp_path: Path, write: object) -> None:
    assert callable(write)
    write(folder / "curves.mat")
    curves = measured_curves(tmp_path)
    assert curves is not None
    assert curves.numpy() == pytest.approx(TABLES["B"], abs=1e-6)


@pytest.mark.parametrize(("write", "library"), [(write_version_5, "scipy"), (write_version_7_3, "h5py")])
def test_a_missing_library_is_named_with_what_to_do(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object, library: str
) -> None:
    assert callable(write)
    write(folder / "curves.mat")
    for name in (library, f"{library}.io"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=rf"{library}.*pellucid\[import\]"):
        measured_curves(tmp_path)


def test_arrays_are_preferred_and_need_no_library(folder: Path, tmp_path: Path) -> None:
    (folder / "curves.mat").write_bytes(b"never read")
    save_file({"curves": torch.from_numpy(TABLES["B"])}, folder / "curves.safetensors")
    assert torch.equal(read_curves(tmp_path, 1), torch.from_numpy(TABLES["B"]))


def test_without_measured_curves_formulas_stand_in(tmp_path: Path) -> None:
    assert measured_curves(tmp_path) is None
    curves = read_curves(tmp_path, 1)
    assert curves.shape == (FORMULA_CURVES, 1024)
    assert torch.equal(curves, read_curves(tmp_path, 1))


@pytest.mark.parametrize("name", ["curves.mat", "curves.safetensors"])
def test_a_damaged_file_is_told_in_a_sentence(folder: Path, tmp_path: Path, name: str) -> None:
    pytest.importorskip("scipy")
    (folder / name).write_bytes(b"no curves at all" * 40)
    with pytest.raises(UnreadableError, match="curves"):
        measured_curves(tmp_path)
