"""Frames and facts of a photo that exists only as a formula."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.frame import (
    UNKNOWN,
    Exactness,
    Frame,
    Grid,
    GridMode,
    Layer,
    MapScale,
    MaskTexture,
    Overlay,
    Picture,
)
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.photo_facts import PhotoFacts

PHOTO = Size(400, 300)
PATH = Path("photo.jpg").absolute()


def ramp(size: Size, red: int) -> NDArray[np.uint8]:
    """Red constant, green rising to the right, blue rising downwards: every place has its own colour."""
    pixels = np.full((size.height, size.width, 4), 255, np.uint8)
    pixels[..., 0] = red
    pixels[..., 1] = np.arange(size.width)[None] * 255 // max(1, size.width - 1)
    pixels[..., 2] = np.arange(size.height)[:, None] * 255 // max(1, size.height - 1)
    return pixels


def make_frame(generation: int = 1, region: Rect | None = None, **changes: object) -> Frame:
    """Frame whose original has red 0 and whose edited layers have red 100 and 200.

    Args:
        generation: of the frame.
        region: of both sides.
        changes: of the side after, of both sides (`framing`), or of the frame.
    """
    region = region or Rect.of(PHOTO)
    layers = [Layer(f"{generation} {red} {region}", ramp(region.size, red)) for red in (0, 100, 200)]
    framing = changes.pop("framing", None)
    own = {name: changes.pop(name) for name in ("layers", "mix", "tail") if name in changes}
    after = {"region": region, "layers": (layers[1], layers[2]), "framing": framing, **own}
    values = {
        "generation": generation,
        "photo": "f1",
        "scale": 1.0,
        "before": Picture(region, (layers[0],), framing=framing),  # type: ignore[arg-type]
        "after": Picture(**after),  # type: ignore[arg-type]
        "exactness": Exactness.EXACT_HERE,
    }
    return Frame(**{**values, **changes})  # type: ignore[arg-type]


def make_overlay(value: float, *, is_whole: bool = True) -> Overlay:
    """Noise map with one value everywhere, or in the left half alone."""
    values = np.full((3, 4), value, np.float32)
    if not is_whole:
        values[:, 2:] = UNKNOWN
    scale = MapScale("Estimated noise", "levels", 0, 40)
    return Overlay(f"map {value} {is_whole}", values, scale, ("denoise", "noise"), is_whole)


def make_grid(area: Rect | None = None, mode: GridMode = GridMode.APPLY, seed: int = 5, spread: float = 0.1) -> Grid:
    """Grid with matrices around the identity, each a little elsewhere; over the whole photo if no area is given."""
    identity = np.eye(3, 4).reshape(12, 1, 1, 1)
    cells = identity + np.random.default_rng(seed).normal(0, spread, (12, 8, 16, 16))
    return Grid(f"grid {seed} {spread}", cells.astype(np.float32), area or Rect.of(PHOTO), mode)


def make_mask(
    formula: Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]], size: Size = PHOTO
) -> MaskTexture:
    """Mask of a formula of the shares of the way across and down, 0 to 1."""
    rows, columns = np.mgrid[0 : size.height, 0 : size.width]
    values = np.round(255 * formula((columns + 0.5) / size.width, (rows + 0.5) / size.height)).astype(np.uint8)
    return MaskTexture(f"mask {hash(values.tobytes())}", values)


def make_facts(path: Path = PATH, profile: str = "sRGB") -> PhotoFacts:
    return PhotoFacts(path, "f1", "JPEG", PHOTO, "rgb", 8, has_alpha=False, profile=profile, file_bytes=120_000)
