"""What automatic retouch must not do at defaults, with the shipped networks: tint paper, ramps and charts."""

import pytest
import torch
from torch import Tensor

from helpers.full_image import TensorFullImage
from helpers.pictures import waves
from pellucid.engine.engine import Engine
from pellucid.operations.retouch import process
from pellucid.operations.retouch.methods import METHODS
from pellucid.operations.retouch.parameters import Parameters
from pellucid.training.degradations import to_whole_levels
from pellucid.training.metrics import lab

CHART = (
    (115, 82, 68), (194, 150, 130), (98, 122, 157), (87, 108, 67), (133, 128, 177), (103, 189, 170),
    (214, 126, 44), (80, 91, 166), (193, 90, 99), (94, 60, 108), (157, 188, 64), (224, 163, 46),
    (56, 61, 150), (70, 148, 73), (175, 54, 60), (231, 199, 31), (187, 86, 149), (8, 133, 161),
    (243, 243, 243), (200, 200, 200), (160, 160, 160), (122, 122, 122), (85, 85, 85), (52, 52, 52),
)  # fmt: skip
"""The 24 patches of the well-known chart, in sRGB, the grays made exactly gray."""


def retouched(picture: Tensor, method: str, engine: Engine) -> Tensor:
    parameters, context = Parameters(method=method), engine.context()
    analysis = process.analyse(TensorFullImage(picture), parameters, context)
    with torch.inference_mode():
        return to_whole_levels(process.render(picture, parameters, analysis, context))


def paper() -> Tensor:
    """A white sheet with lines of text, a red stamp and a blue drawing."""
    sheet = torch.ones(3, 280, 200)
    for row in range(30, 180, 12):
        sheet[:, row : row + 4, 20 : 180 - row % 40] = 0.1
    sheet[:, 200:250, 30:80] = torch.tensor([0.75, 0.1, 0.15]).view(3, 1, 1)
    sheet[:, 200:260, 110:180] = torch.tensor([0.2, 0.35, 0.8]).view(3, 1, 1)
    return sheet


def chart() -> Tensor:
    """The patches on a gray ground."""
    ground = torch.full((3, 4 * 48 + 8, 6 * 48 + 8), 0.5)
    for number, color in enumerate(CHART):
        top, left = 8 + 48 * (number // 6), 8 + 48 * (number % 6)
        ground[:, top : top + 40, left : left + 40] = torch.tensor(color).view(3, 1, 1) / 255
    return to_whole_levels(ground)


def chroma(picture: Tensor) -> Tensor:
    return lab(picture)[1:].norm(dim=0)


def grays(picture: Tensor) -> Tensor:
    return picture.amax(dim=0) == picture.amin(dim=0)


@pytest.mark.parametrize("method", METHODS)
def test_white_paper_stays_white(method: str, engine: Engine) -> None:
    sheet = paper()
    found = retouched(sheet, method, engine)
    assert (found - 1).abs()[:, sheet.amin(dim=0) == 1].max() <= 1.01 / 255


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("exposure", [1.0, 0.4])
def test_ramps_and_charts_keep_their_grays(method: str, exposure: float, engine: Engine) -> None:
    ramp = torch.linspace(0, 1, 300).expand(3, 60, 300)
    for picture in (ramp, chart(), paper()):
        given = to_whole_levels(picture * exposure)
        found = retouched(given, method, engine)
        assert chroma(found)[grays(given)].max() <= 1


@pytest.mark.parametrize("method", METHODS)
def test_blacks_stay_black_and_ramps_rise(method: str, engine: Engine) -> None:
    ramp = torch.linspace(0, 1, 300).expand(3, 60, 300)
    found = retouched(ramp, method, engine).mean(dim=(0, 1))
    assert found[0] < 4 / 255
    assert found.diff().min() > -1.5 / 255
    assert retouched(waves(60, 80), method, engine).isfinite().all()
