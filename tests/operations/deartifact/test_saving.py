"""Of a JPEG that tells its quality, no more is taken away than its saving can have done."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from helpers.full_image import TensorFullImage
from helpers.pictures import sky_and_wall
from pellucid.engine.engine import Engine
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.imaging.srgb import luma
from pellucid.operations.deartifact import process
from pellucid.operations.deartifact.parameters import SPEC, Parameters, describe
from pellucid.operations.deartifact.saving import most_change
from pellucid.operations.fields import validate
from pellucid.training.degradations import Grain, add_grain, from_bytes, jpeg, to_whole_levels
from pellucid.training.metrics import psnr_db


def grainy() -> Tensor:
    """Even areas with the faint grain that photos have, 96 x 128."""
    grain = Grain(level=4 / 255, size_px=0.4, color=0.3)
    return to_whole_levels(add_grain(sky_and_wall(96, 128, 48), grain, torch.Generator().manual_seed(2)))


def restored(engine: Engine, damaged: Tensor, jpeg_quality: int | None, parameters: Parameters) -> Tensor:
    analysis = process.analyse(TensorFullImage(damaged, jpeg_quality=jpeg_quality), parameters, engine.context())
    with torch.inference_mode():
        return process.render(damaged, parameters, analysis, engine.context())


def gain_db(engine: Engine, clean: Tensor, quality: int, subsampling: str) -> float:
    """What a picture gains that was saved, and is restored by the defaults."""
    damaged = jpeg(clean, quality, subsampling=subsampling)
    return psnr_db(restored(engine, damaged, quality, Parameters()), clean) - psnr_db(damaged, clean)


@pytest.mark.parametrize("subsampling", ["4:2:0", "4:4:4"])
@pytest.mark.parametrize("quality", [60, 75, 90, 95, 98, 100])
def test_a_good_jpeg_gets_no_worse(engine: Engine, quality: int, subsampling: str) -> None:
    assert gain_db(engine, grainy(), quality, subsampling) > -0.005


def text() -> Tensor:
    """Black on white, 96 x 160."""
    page = Image.new("RGB", (160, 96), "white")
    pen = ImageDraw.Draw(page)
    for line in range(5):
        pen.text((4, 4 + 18 * line), "Quick brown foxes 0123", "black", ImageFont.load_default(13))
    return from_bytes(np.array(page))


@pytest.mark.parametrize("subsampling", ["4:2:0", "4:4:4"])
@pytest.mark.parametrize("quality", [60, 75, 85, 90, 95, 98])
def test_text_that_was_saved_well_gets_no_worse(engine: Engine, quality: int, subsampling: str) -> None:
    assert gain_db(engine, text(), quality, subsampling) > -0.02


def test_what_is_allowed_falls_to_nothing() -> None:
    most = [most_change(quality) for quality in range(1, 101)]
    assert most == sorted(most, reverse=True)
    assert most[-1] == 0
    assert most_change(None) == float("inf")


def test_the_most_is_the_standard_error_of_the_quantisation() -> None:
    even = torch.rand(3, 160, 160, generator=torch.Generator().manual_seed(1)) * 0.5 + 0.25
    error = jpeg(even, 60, subsampling="4:4:4") - to_whole_levels(even)
    assert float(luma(error).std()) == pytest.approx(most_change(60), rel=0.1)


def test_no_sample_changes_by_more_than_its_saving_can_have_done(engine: Engine) -> None:
    damaged = jpeg(grainy(), 20)[:, 20:68, 20:84]
    for strength in (0.5, 2.0):
        change = restored(engine, damaged, 95, Parameters(strength=strength)) - damaged
        bound = strength * most_change(95)
        assert 0.6 * bound < float(change.abs().max()) <= bound + 1e-6


def test_the_quality_is_not_followed_where_that_is_switched_off(engine: Engine) -> None:
    damaged = jpeg(grainy(), 40)[:, 20:68, 20:84]
    off = Parameters(by_quality=False)
    assert torch.equal(restored(engine, damaged, 97, off), restored(engine, damaged, None, Parameters()))
    assert process.analysis_key(off) is None


def test_an_edit_from_before_looks_as_it_did() -> None:
    upgraded = validate(Parameters, SPEC.upgrade({"strength": 0.6}, 1))
    assert upgraded == Parameters(strength=0.6, by_quality=False)


def test_nothing_is_said_of_a_file_that_tells_no_quality() -> None:
    facts = PhotoFacts(Path("a.png"), "f", "PNG", Size(3, 2), "rgb", 8, has_alpha=False, profile="", file_bytes=9)
    assert describe(facts, Parameters()) == ""
