"""The training room and its verb run where there is only torch, numpy, pillow and safetensors."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from helpers.pictures import samples

APP = Path(__file__).resolve().parents[2] / "app"
ELSEWHERE = (
    "PySide6",
    "qtawesome",
    "imagecodecs",
    "tifffile",
    "rawpy",
    "pi_heif",
    "scipy",
    "h5py",
    "cv2",
    "matplotlib",
    "platformdirs",
    "defusedxml",
    "filelock",
    "simplejpeg",
)
PROGRAM = f"""
import sys
sys.path.insert(0, {str(APP)!r})
for name in {ELSEWHERE!r}:
    sys.modules[name] = None
from pellucid.__main__ import main
main()
"""


def plain_environment(home: Path) -> dict[str, str]:
    """What a login shell has: none of the folders that tests put in place of a person's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PELLUCID_")}
    return {**kept, "HOME": str(home)}


@pytest.mark.slow
def test_packing_and_training_need_nothing_else(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    Image.fromarray(samples(80, 90)).save(photos / "photo.png")
    for words in (
        ("pack", "--data", photos, "--size", "1", "--out", tmp_path / "pack"),
        ("dncnn", "--data", tmp_path / "pack", "--steps", "1", "--out", tmp_path / "run", "--device", "cpu"),
    ):
        command = [sys.executable, "-c", PROGRAM, "train", *map(str, words)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=plain_environment(tmp_path))
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "run" / "checkpoint.safetensors").exists()
