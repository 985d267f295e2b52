"""Batches of low light: dark shots of photos and HDR pictures, exposed as the operation exposes them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from helpers.pictures import samples, waves
from pellucid.imaging.srgb import to_linear
from pellucid.imaging.tone_curves import expose
from pellucid.training import light_batches
from pellucid.training.hdr_rendering import render_scene
from pellucid.training.light_batches import LightMaterial, draw_batch, expose_each
from pellucid.training.recipe import find_settings, read_settings


@pytest.fixture
def settings() -> dict[str, Any]:
    small = read_settings(find_settings("deepupe"))
    small["batch"] |= {"crops": 6, "side_px": 48, "long_side_px": 64, "untouched_share": 0.0}
    return small


@pytest.fixture
def material() -> LightMaterial:
    scene = to_linear(waves(60, 64)).permute(1, 2, 0).numpy() * 0.01
    scene[10:20, 10:20] = 50.0
    return LightMaterial(
        photos=[samples(48, 64), samples(64, 60, seed=2)], scenes=[scene], curves=torch.linspace(0, 1, 1024)[None]
    )


def test_shots_are_dark_and_exposed_again(material: LightMaterial, settings: dict[str, Any]) -> None:
    batch = draw_batch(material, settings, 0)
    assert batch.taken.shape == batch.truth.shape == (6, 3, 48, 48)
    assert bool((batch.taken.mean((1, 2, 3)) < batch.truth.mean((1, 2, 3))).all())
    assert float(batch.stops.min()) >= 0
    seen, truth = batch.exposed()
    assert float(seen.mean()) > batch.taken.mean()
    assert 0 <= float(seen.min()) <= float(seen.max()) <= 1
    assert torch.equal(truth.shape and draw_batch(material, settings, 0).taken, batch.taken)


def test_pictures_in_good_light_are_to_stay(material: LightMaterial, settings: dict[str, Any]) -> None:
    settings["batch"] |= {"untouched_share": 1.0}
    batch = draw_batch(material, settings, 3)
    assert torch.equal(batch.taken, batch.truth)
    assert torch.equal(batch.stops, batch.truth_stops)


def test_many_pictures_are_exposed_as_one_is() -> None:
    pictures = torch.stack([waves(16, 20) * factor for factor in (1.0, 0.1, 0.5)])
    stops = torch.tensor([0.0, 3.2, 1.0])
    for picture, stop, found in zip(pictures, stops.tolist(), expose_each(pictures, stops), strict=True):
        torch.testing.assert_close(found, expose(picture, stop).clamp(0, 1), rtol=1e-4, atol=1e-4)


def test_an_hdr_picture_is_rendered_well_exposed_at_any_scale_of_its_light() -> None:
    light = to_linear(waves(64, 80))
    light[:, 20:24, 20:24] = 40.0
    renderings = []
    for scale in (0.001, 1.0, 300.0):
        exposed, rendering = render_scene(light * scale)
        assert 0.4 < float(rendering.amax(0).mean()) < 0.62
        assert float(exposed[:, 20:24, 20:24].min()) > 1
        renderings.append(rendering)
    torch.testing.assert_close(renderings[0], renderings[2], rtol=0, atol=0.01)


def test_a_black_hdr_picture_stays_black() -> None:
    exposed, rendering = render_scene(torch.zeros(3, 32, 32))
    assert float(exposed.max()) == float(rendering.max()) == 0


def test_a_folder_gives_several_dark_shots_of_each_measured_photo(tmp_path: Path, settings: dict[str, Any]) -> None:
    Image.fromarray(samples(40, 48)).save(tmp_path / "a.png")
    Image.fromarray(samples(40, 48, seed=3)).save(tmp_path / "b.png")
    (tmp_path / "splits.json").write_text('{"clean": {"val": ["b.png"]}}', encoding="utf-8")
    found = light_batches.read_material(tmp_path, settings)
    assert len(found.photos) == 1
    assert len(found.scenes) == 0
    assert len(found.measured) == light_batches.MEASURED_SHOTS
    assert not np.array_equal(found.measured[0].damaged, found.measured[1].damaged)
