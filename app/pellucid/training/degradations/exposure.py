"""One exposure of a moving scene, from the clean photo to the blurred file, beside the sharp one that belongs to it.

A photo is clipped light. Lamps, skies and glints were brighter than its white; their true light is invented here before
anything is averaged, so that they leave streaks as they do in cameras, and is clipped afterwards. GoPro's pairs average
the numbers of video frames in place of light; a shot can do that as well.
Sensor noise and JPEG come last. The sharp picture has neither, nor does what is invented show in it, but for values
that lie within a few levels of white.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.imaging.noise_level import light_variance
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.training.degradations.blur import CameraPath, path_kernel, spread
from pellucid.training.degradations.blur_layers import Layer, at_rest, exposed
from pellucid.training.degradations.jpeg import jpeg
from pellucid.training.degradations.levels import to_whole_levels

WHITE_FROM = 0.97
"""sRGB values from here on may have been brighter than white."""

STILL_ROLL = 1e-6
"""A path that rolls less than this, in radians, is one kernel for all of the picture."""


@dataclass(frozen=True)
class Shot:
    """What happens while the shutter is open.

    `highlight_stops` is how much brighter than white the whitest values were; `sums_numbers` averages sRGB values, of
    which none is brighter than white, in place of light.
    """

    path: CameraPath
    layers: tuple[Layer, ...] = ()
    highlight_stops: float = 0.0
    sums_numbers: bool = False


@dataclass(frozen=True)
class Recording:
    """What happens to the light in the camera: noise of variance L sigma_s^2 + sigma_c^2, and JPEG; None is no JPEG."""

    sigma_s: float = 0.0
    sigma_c: float = 0.0
    jpeg_quality: int | None = None


def scene_light(photo: Tensor, stops: float) -> Tensor:
    """The light of a scene before it was clipped.

    Args:
        photo: sRGB, any shape, 0 to 1.
        stops: how much more light the value 1 stands for.

    Returns:
        Linear light of the same shape, 0 to 2^stops; values below `WHITE_FROM` are as in the photo.
    """
    nearness = ((photo - WHITE_FROM) / (1 - WHITE_FROM)).clamp(0, 1)
    return to_linear(photo) * torch.exp2(stops * nearness)


def take(photo: Tensor, shot: Shot) -> tuple[Tensor, Tensor]:
    """Expose a scene.

    Args:
        photo: of the background, sRGB, `(3, H, W)`, 0 to 1; the layers of the shot likewise.
        shot: what moves.

    Returns:
        The averaged light, 0 to 1, for `record`, and the sharp picture, sRGB; both `(3, H, W)`.
    """
    if shot.sums_numbers:
        return to_linear(_averaged(photo, shot.path, shot.layers).clamp(0, 1)), at_rest(photo, shot.layers)
    light = scene_light(photo, shot.highlight_stops)
    layers = tuple(
        Layer(scene_light(layer.picture, shot.highlight_stops), layer.mask, layer.path) for layer in shot.layers
    )
    sharp = to_srgb(at_rest(light, layers).clamp(0, 1))
    return _averaged(light, shot.path, layers).clamp(0, 1), sharp


def _averaged(background: Tensor, path: CameraPath, layers: tuple[Layer, ...]) -> Tensor:
    if layers or float(path.roll.abs().max()) > STILL_ROLL:
        return exposed(background, path, layers)
    return spread(background, path_kernel(path))


def record(light: Tensor, recording: Recording, generator: torch.Generator) -> Tensor:
    """Turn light into a file.

    Args:
        light: linear, `(3, H, W)`, 0 to 1.
        recording: settings.
        generator: source of the noise.

    Returns:
        `(3, H, W)`, sRGB, multiples of 1/255.
    """
    sigma_s, sigma_c = torch.full((3,), recording.sigma_s), torch.full((3,), recording.sigma_c)
    deviation = light_variance(light, sigma_s, sigma_c).sqrt()
    picture = to_srgb((light + deviation * torch.randn(light.shape, generator=generator)).clamp(0, 1))
    return to_whole_levels(picture) if recording.jpeg_quality is None else jpeg(picture, recording.jpeg_quality)
