"""The whole editor as a child process, drawing off screen, with folders of its own; photos by formula."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.house import Editor, opened_editor

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]


def noisy_photo(path: Path, height: int, width: int) -> Path:
    """Waves of colour with noise of 9 levels, as a file."""
    random = np.random.default_rng(3)
    rows, columns = np.mgrid[0:height, 0:width]
    waves = np.stack([120 + 70 * np.sin(rows / (19 + 5 * k) + columns / 31) for k in range(3)], axis=-1)
    noisy = waves + random.normal(0, 9, waves.shape)
    Image.fromarray(noisy.clip(0, 255).round().astype(np.uint8)).save(path)
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return noisy_photo(tmp_path / "waves.png", 200, 300)


@pytest.fixture(scope="session")
def _large_photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return noisy_photo(tmp_path_factory.mktemp("large") / "waves.tif", 2400, 3200)


@pytest.fixture
def large_photo(_large_photo: Path, tmp_path: Path) -> Path:
    """Large enough that every piece of work on it lasts longer than a test waits before it closes; without edits."""
    (tmp_path / "large").mkdir()
    os.link(_large_photo, tmp_path / "large" / _large_photo.name)
    return tmp_path / "large" / _large_photo.name


@pytest.fixture
def open_editor(tmp_path: Path) -> Callable[..., AbstractContextManager[Editor]]:
    """Start the editor on a photo; a second start in one test finds the folders of the first."""
    folder = tmp_path / "own"
    folder.mkdir()
    return lambda photo: opened_editor(folder, photo)


@pytest.fixture
def editor(open_editor: Callable[..., AbstractContextManager[Editor]], photo: Path) -> Iterator[Editor]:
    with open_editor(photo) as child:
        child.wait_until_open(photo)
        yield child
