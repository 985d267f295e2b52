"""Of a JPEG that tells its quality, no more is taken away than its saving can have done."""

from pathlib import Path

import pytest
import torch
from torch import Tensor

from helpers.full_image import TensorFullImage
from helpers.pictures import sky_and_wall
from pellucid.engine.engine import Engine
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.operations.deartifact import process
from pellucid.operations.deartifact.parameters import SPEC, Parameters, describe
from pellucid.operations.deartifact.saving import damage_share
from pellucid.operations.fields import validate
from pellucid.training.degradations import Grain, add_grain, jpeg, to_whole_levels
from pellucid.training.metrics import psnr_db


def grainy() -> Tensor:
    """Even areas with the faint grain that photos have, 96 x 128."""
    grain = Grain(level=4 / 255, size_px=0.4, color=0.3)
    return to_whole_levels(add_grain(sky_and_wall(96, 128, 48), grain, torch.Generator().manual_seed(2)))


def restored(engine: Engine, damaged: Tensor, jpeg_quality: int | None, parameters: Parameters) -> Tensor:
    analysis = process.analyse(TensorFullImage(damaged, jpeg_quality=jpeg_quality), parameters, engine.context())
    with torch.inference_mode():
        return process.render(damaged, parameters, analysis, engine.context())


@pytest.mark.parametrize("subsampling", ["4:2:0", "4:4:4"])
@pytest.mark.parametrize("quality", [60, 75, 90, 95, 98, 100])
def test_a_good_jpeg_gets_no_worse(engine: Engine, quality: int, subsampling: str) -> None:
    damaged = jpeg(grainy(), quality, subsampling=subsampling)
    result = restored(engine, damaged, quality, Parameters())
    assert psnr_db(result, grainy()) > psnr_db(damaged, grainy()) - 0.005


def test_the_share_falls_from_all_to_nothing() -> None:
    shares = [damage_share(quality) for quality in range(1, 101)]
    assert shares == sorted(shares, reverse=True)
    assert (shares[0], shares[-1]) == (1.0, 0.0)
    assert damage_share(None) == 1.0


def test_the_share_is_laid_over_at_every_strength(engine: Engine) -> None:
    damaged = jpeg(grainy(), 40)[:, 20:68, 20:84]
    for strength in (0.5, 2.0):
        plain = restored(engine, damaged, None, Parameters(strength=strength)) - damaged
        shared = restored(engine, damaged, 95, Parameters(strength=strength)) - damaged
        torch.testing.assert_close(shared, damage_share(95) * plain)


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
