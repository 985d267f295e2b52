"""The training room and its verb run where there is only torch, numpy, pillow and safetensors."""

import subprocess
import sys
from pathlib import Path

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
from pellucid.cli.main import main
sys.exit(main(sys.argv[1:], lambda files, driver: 99))
"""


def test_packing_and_training_need_nothing_else(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    Image.fromarray(samples(80, 90)).save(photos / "photo.png")
    for words in (
        ("pack", "--data", photos, "--size", "1", "--out", tmp_path / "pack"),
        ("dncnn", "--data", tmp_path / "pack", "--steps", "1", "--out", tmp_path / "run", "--device", "cpu"),
    ):
        command = [sys.executable, "-c", PROGRAM, "train", *map(str, words)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "run" / "checkpoint.safetensors").exists()
