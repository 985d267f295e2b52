"""Deartifact takes JPEG's damage away, as much as its slider says, and leaves clean pictures alone."""

from collections.abc import Iterator

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.engine.session import Engine, open_engine
from pellucid.operations.contract import Analysis
from pellucid.operations.deartifact import process
from pellucid.operations.deartifact.parameters import Parameters
from pellucid.training.degradations import jpeg
from pellucid.training.metrics import psnr_db


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = open_engine("cpu")
    yield opened
    opened.close()


def clean() -> Tensor:
    """Waves behind a fence of dark posts: even areas and hard edges, where JPEG blocks and rings."""
    picture = waves(128, 160).clamp(0, 1) * 0.7 + 0.2
    picture[:, :, 20::24] *= 0.2
    picture[:, :, 21::24] *= 0.2
    return picture


def restored(engine: Engine, picture: Tensor, strength: float = 1.0) -> Tensor:
    with torch.inference_mode():
        return process.render(picture, Parameters(strength=strength), Analysis(), engine.context())


@pytest.mark.parametrize("quality", [10, 20, 40])
def test_it_gains_on_every_quality(engine: Engine, quality: int) -> None:
    damaged = jpeg(clean(), quality)
    assert psnr_db(restored(engine, damaged), clean()) > psnr_db(damaged, clean()) + 0.3


def test_more_strength_changes_more(engine: Engine) -> None:
    damaged = jpeg(clean(), 15)
    changes = [float((restored(engine, damaged, value) - damaged).abs().mean()) for value in (0.0, 0.5, 1.0, 2.0)]
    assert changes == sorted(changes)
    assert changes[0] == 0
    assert changes[1] > 0.2 / 255


def test_a_clean_picture_stays(engine: Engine) -> None:
    smooth = (waves(96, 96).clamp(0, 1) * 255).round() / 255
    assert float((restored(engine, smooth) - smooth).abs().mean()) < 0.5 / 255
