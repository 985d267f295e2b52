"""The training room and its verb run where there is only torch, numpy, pillow and safetensors."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from helpers.pictures import samples
from pellucid.training.recipe import find_settings

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


def small_recipe() -> str:
    """The recipe of DnCNN for a network and batches that take no time."""
    text = find_settings("dncnn").read_text("utf-8")
    for usual, small in (("layers = 20", "layers = 3"), ("width = 64", "width = 8"), ("crops = 32", "crops = 2")):
        assert usual in text
        text = text.replace(usual, small)
    return text


@pytest.mark.slow
def test_packing_and_training_need_nothing_else(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    Image.fromarray(samples(80, 90)).save(photos / "photo.png")
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(small_recipe(), "utf-8")
    for words in (
        ("pack", "--data", photos, "--size", "1", "--out", tmp_path / "pack"),
        (
            "dncnn",
            "--data",
            tmp_path / "pack",
            "--recipe",
            recipe,
            "--steps",
            "1",
            "--out",
            tmp_path / "run",
            "--device",
            "cpu",
        ),
    ):
        command = [sys.executable, "-c", PROGRAM, "train", *map(str, words)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=plain_environment(tmp_path))
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "run" / "checkpoint.safetensors").exists()
