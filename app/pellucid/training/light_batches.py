"""Batches of dark shots beside the same scenes in good light.

A scene is a finished photo, whose light is taken from it, or an HDR picture, which has the light of lamps, skies and
deep shadows as it was. Uneven light falls on some; then a camera takes the shot with too little exposure, with its
noise and its tone curve, into 8 bits. What the network sees is that shot with the exposure that metering finds for it,
a little off at random. The truth is the photo, exposed by the same metering where it is dark itself, or the HDR picture
through the curve of film. Some pictures are in good light already, and are to stay as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.exposure_metering import NORMAL, SEEN_BRIGHTNESS, Meter
from pellucid.imaging.srgb import to_linear
from pellucid.imaging.tone_curves import brightened
from pellucid.training.datasets import read_whole, read_whole_measured
from pellucid.training.degradations import draw_low_light, draw_shade, from_bytes, photograph, shaded, to_whole_levels
from pellucid.training.degradations.draws import uniform
from pellucid.training.hdr import Scene, read_scenes
from pellucid.training.hdr_rendering import METERED_EVERY, render_scene
from pellucid.training.material import DamagedPictures, PhotoMaterial
from pellucid.training.recipe import Settings, step_generator
from pellucid.training.response_curves import read_curves
from pellucid.training.tone_batches import MEASURED_PX, draw_whole

MEASURED_SHOTS = 3
"""Dark shots of each measured photo."""


@dataclass(frozen=True, kw_only=True)
class LightMaterial(PhotoMaterial[DamagedPictures]):
    """Beside whole photos HDR pictures to train on, both reduced, and response curves."""

    scenes: Sequence[Scene]
    curves: Tensor

    counted = {"scenes": "HDR pictures"}  # noqa: RUF012 -- ClassVar of the base


@dataclass(frozen=True)
class LightBatch:
    """Dark shots of one step as they were taken, and the truth, each `(N, 3, S, S)`, sRGB, 0 to 1.

    `stops` and `truth_stops`, `(N,)`, not below 0, say how much exposure either gets; that is done where the network
    learns, because a graphics card does it in no time.
    """

    taken: Tensor
    stops: Tensor
    truth: Tensor
    truth_stops: Tensor

    def exposed(self) -> tuple[Tensor, Tensor]:
        """What the network sees, and what it is to show."""
        return expose_each(self.taken, self.stops), expose_each(self.truth, self.truth_stops)


def expose_each(pictures: Tensor, stops: Tensor) -> Tensor:
    """Expose pictures `(N, 3, H, W)` by stops `(N,)`, not below 0, as `tone_curves.expose` does one; 0 to 1."""
    return brightened(pictures.float(), stops.float().exp2().view(-1, 1, 1, 1)).clamp(0, 1)


def read_material(data: Path, settings: Settings) -> LightMaterial:
    """Decode a folder or a pack, and take the dark shots that measure."""
    batch = settings["batch"]
    photos = read_whole(data, batch["long_side_px"], finished=False)
    scenes = read_scenes(data, batch["long_side_px"])
    material = LightMaterial(photos=photos, scenes=scenes, curves=read_curves(data, settings["seed"]))
    measured = [from_bytes(photo) for photo in read_whole_measured(data, MEASURED_PX)]
    generator = torch.Generator().manual_seed(0)
    return replace(material, measured=[_case(photo, material, batch, generator) for photo in measured * MEASURED_SHOTS])


def draw_batch(material: LightMaterial, settings: Settings, step: int) -> LightBatch:
    """Draw the pictures of a step; the same step always draws the same."""
    generator = step_generator(settings, step)
    rows = [_draw_one(material, settings["batch"], generator) for _ in range(settings["batch"]["crops"])]
    taken, stops, truth, truth_stops = zip(*rows, strict=True)
    return LightBatch(torch.stack(taken), torch.tensor(stops), torch.stack(truth), torch.tensor(truth_stops))


def dark_shot(scene: Tensor, curves: Tensor, batch: Settings, generator: torch.Generator) -> tuple[Tensor, float]:
    """Take a dark shot of the light `(3, H, W)` of a scene whose white is 1.

    Returns:
        The shot, sRGB in whole levels, and the stops at which the network is to see it.
    """
    shady, measured = torch.rand(2, generator=generator).tolist()
    light = shaded(scene, draw_shade(generator)) if shady < batch["shaded_share"] else scene
    curve = curves[int(torch.randint(len(curves), (), generator=generator))]
    shot = draw_low_light(generator, curve if measured < batch["curve_share"] else None)
    taken = to_whole_levels(photograph(light, shot, generator))
    found = _meter(taken).needed(SEEN_BRIGHTNESS) + uniform(-1, 1, generator) * batch["off_stops"]
    return taken, max(found, 0.0)


def _draw_one(
    material: LightMaterial, batch: Settings, generator: torch.Generator
) -> tuple[Tensor, float, Tensor, float]:
    """A shot and its stops, the truth and its stops."""
    kind, spared = torch.rand(2, generator=generator).tolist()
    if material.scenes and kind < batch["scene_share"]:
        scene, truth = render_scene(_draw_part(material.scenes, batch, generator))
        stops = 0.0
    else:
        truth = draw_whole(material.photos, batch, generator)
        scene, stops = to_linear(truth), _meter(truth).stops(NORMAL)
    if spared < batch["untouched_share"]:
        return truth, stops, truth, stops
    return *dark_shot(scene, material.curves, batch, generator), truth, stops


def _case(photo: Tensor, material: LightMaterial, batch: Settings, generator: torch.Generator) -> DamagedPictures:
    """A dark shot of a measured photo as the network sees it, and the truth."""
    taken, stops = dark_shot(to_linear(photo), material.curves, batch, generator)
    shown = LightBatch(taken[None], torch.tensor([stops]), photo[None], torch.tensor([_meter(photo).stops(NORMAL)]))
    seen, truth = shown.exposed()
    return DamagedPictures(seen[0], truth[0])


def _meter(picture: Tensor) -> Meter:
    return Meter(picture[:, ::METERED_EVERY, ::METERED_EVERY])


def _draw_part(scenes: Sequence[Scene], batch: Settings, generator: torch.Generator) -> Tensor:
    """Draw most of an HDR picture, mirrored at random, as `draw_whole` does with photos; `(3, S, S)`."""
    scene = scenes[int(torch.randint(len(scenes), (), generator=generator))]
    height, width = scene.shape[:2]
    down, across = (max(2, round(uniform(batch["least_share"], 1, generator) * side)) for side in (height, width))
    top, left = (int(uniform(0, 1, generator) * (side - own)) for side, own in ((height, down), (width, across)))
    part = torch.from_numpy(scene[top : top + down, left : left + across]).permute(2, 0, 1)[None]
    side = batch["side_px"]
    drawn = F.interpolate(part, size=(side, side), mode="bilinear", antialias=True)[0]
    return drawn.flip(-1) if float(torch.rand((), generator=generator)) < 0.5 else drawn
