"""Pictures without noise are left alone by CBDNet: text, line art, gradients."""

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from pellucid.engine.session import Engine
from pellucid.operations.contract import Analysis
from pellucid.operations.denoise import process
from pellucid.operations.denoise.parameters import Parameters
from pellucid.training.metrics import psnr_db

SIDE = 160
ALONE_DB = 40.0
WORDS = ("Restoration of photographs", "by hand, 1987 to 2004", "see p. 12 ff. and {x; y}", "TOTAL   1,204.50")


def text() -> Image.Image:
    page = Image.new("RGB", (SIDE, SIDE), (250, 250, 246))
    pen = ImageDraw.Draw(page)
    for index, words in enumerate(WORDS * 2):
        pen.text((4, 4 + 19 * index), words, fill=(20, 20, 30), font=ImageFont.load_default(10 + index))
    return page


def line_art() -> Image.Image:
    page = Image.new("RGB", (SIDE, SIDE), (255, 255, 255))
    pen = ImageDraw.Draw(page)
    for step in range(0, SIDE, 13):
        pen.line((step, 0, SIDE - step, SIDE), fill=(0, 0, 0))
        pen.ellipse((step // 2, step // 3, SIDE - 1 - step // 3, SIDE - 1 - step // 2), outline=(180, 20, 20))
    return page


def gradient() -> Image.Image:
    slope = np.linspace(30, 190, SIDE)[:, None] + np.linspace(0, 25, SIDE)[None]
    return Image.fromarray(np.stack([slope, slope * 0.9, slope * 0.6], axis=-1).round().astype(np.uint8))


PICTURES = {"text": text, "line art": line_art, "gradient": gradient}


def as_tensor(picture: Image.Image) -> Tensor:
    return torch.from_numpy(np.array(picture)).permute(2, 0, 1).float() / 255


@pytest.mark.parametrize("name", PICTURES)
def test_a_clean_picture_is_left_alone(engine: Engine, name: str) -> None:
    picture = as_tensor(PICTURES[name]())
    with torch.inference_mode():
        result = process.render(picture, Parameters(), Analysis(), engine.context())
    assert psnr_db(result.clamp(0, 1), picture) >= ALONE_DB
