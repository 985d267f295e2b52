"""A small noisy photo by formula, opened from a file, and an engine on the CPU."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pellucid.engine.engine import Engine, open_engine
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage


def noisy_samples(height: int, width: int) -> np.ndarray:
    """Waves of colour with noise of 9 levels, `(H, W, 3)` uint8."""
    random = np.random.default_rng(11)
    rows, columns = np.mgrid[0:height, 0:width]
    waves = np.stack([120 + 70 * np.sin(rows / (19 + 5 * k) + columns / 31) for k in range(3)], axis=-1)
    return np.clip(waves + random.normal(0, 9, waves.shape), 0, 255).round().astype(np.uint8)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    opened = open_engine("cpu")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> SourceImage:
    path: Path = tmp_path_factory.mktemp("photo") / "waves.png"
    Image.fromarray(noisy_samples(230, 310)).save(path)
    return open_photo(path)
