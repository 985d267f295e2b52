"""Deartifact takes JPEG's damage away, as much as its slider says, and leaves clean pictures alone."""

from collections.abc import Iterator

import pytest
import torch
from torch import Tensor

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
    """A sky over a wall with texture, behind a fence of dark posts: even areas and hard edges, 128 x 160."""
    rows, columns = torch.meshgrid(torch.arange(128.0), torch.arange(160.0), indexing="ij")
    sky = torch.stack((0.45 + rows / 600, 0.55 + rows / 700, 0.75 - rows / 900))
    plaster = 0.4 + 0.15 * torch.sin(rows / 2.3) * torch.sin(columns / 3.1)
    wall = plaster.expand(3, -1, -1) * torch.tensor([1.0, 0.9, 0.75]).view(3, 1, 1)
    scene = torch.where(rows > 64, wall, sky).contiguous()
    for column in (20, 21):
        scene[:, :, column::24] *= 0.3
    return scene


def restored(engine: Engine, picture: Tensor, strength: float = 1.0) -> Tensor:
    with torch.inference_mode():
        return process.render(picture, Parameters(strength=strength), Analysis(), engine.context())


@pytest.mark.parametrize("quality", [10, 20, 40])
def test_it_gains_on_every_quality(engine: Engine, quality: int) -> None:
    damaged = jpeg(clean(), quality)
    assert psnr_db(restored(engine, damaged), clean()) > psnr_db(damaged, clean()) + 0.8


def test_more_strength_changes_more(engine: Engine) -> None:
    damaged = jpeg(clean(), 15)
    changes = [float((restored(engine, damaged, value) - damaged).abs().mean()) for value in (0.0, 0.5, 1.0, 2.0)]
    assert changes == sorted(changes)
    assert changes[0] == 0
    assert changes[1] > 0.2 / 255


def test_a_clean_picture_stays(engine: Engine) -> None:
    whole_levels = (clean() * 255).round() / 255
    change = restored(engine, whole_levels) - whole_levels
    assert float(change.abs().mean()) < 0.8 / 255
    assert float(change.mean(dim=(1, 2)).abs().max()) < 0.2 / 255
