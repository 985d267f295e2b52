"""What the steps on detail take away of a photo: shown in the place of the result, and measured.

While a slider moves, the difference is that of what the canvas would show. At rest on the photo itself it comes from
exact pixels before rounding: at sixteen times their strength, steps of 8 bits would look like noise.
"""

import math
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from pellucid.engine.display import Display, mix, to_display
from pellucid.engine.planes import Plane
from pellucid.engine.scene import Scene
from pellucid.engine.tile_store import TILE_PX, TileStore
from pellucid.foundation.difference import Channel, Difference, DifferenceView
from pellucid.foundation.frame import Frame, Layer, MaskTexture, Picture
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.luma_chroma import to_luma_chroma
from pellucid.imaging.method_noise import lost_detail, radial_spectrum
from pellucid.imaging.srgb import luma, to_srgb
from pellucid.imaging.tiles import plan_tiles

BANDS = 32
MOST_TILES = 12
"""As many tiles of the photo are measured; more would tell the same."""

_KEPT = 8
_PLANES = {Channel.LUMA: slice(0, 1), Channel.COLOR: slice(1, 3)}


class Differences:
    """Turns frames into differences.

    Args:
        store: has the exact pixels.
    """

    def __init__(self, store: TileStore) -> None:
        self._store = store
        self._measured: OrderedDict[tuple[str, ...], dict[Channel, Difference]] = OrderedDict()
        self._layer: Layer | None = None

    def of(self, scene: Scene, frame: Frame) -> Frame:
        """The frame with the difference in the place of the edited photo; nothing is computed by networks."""
        view = scene.request.difference
        assert view is not None
        is_empty = not scene.split.full.stack.steps
        is_lit = not is_empty and scene.is_exact(scene.tiles) and not self._unlit(scene)
        exact = is_lit and scene.plane.divisor == 1
        key = f"difference {frame.before.name} {frame.after.name} {exact} {view.channel.value} {view.gain}"
        if self._layer is None or self._layer.key != key:
            taken = self._exactly(scene) if exact else _between(frame.before, frame.after)
            self._layer = Layer(key, _read_only(shown(taken, view)))
        measured = self._measured.get(self._name(scene), {}).get(view.channel)
        difference = replace(measured, view=view) if measured else Difference(view, is_empty=is_empty)
        after = Picture(frame.after.region, (self._layer,), framing=frame.after.framing)
        return replace(frame, after=after, difference=difference)

    def learn(self, scene: Scene, progress: Progress) -> Iterator[None]:
        """Make what the exact difference of the visible region is made from, and measure it.

        Raises:
            Cancelled: something newer is wanted.
        """
        request, has_steps = scene.request, bool(scene.split.full.stack.steps)
        if request.difference is None or request.dragging or not has_steps or not scene.is_exact(scene.tiles):
            return
        photo = Plane(scene.plane.source, 1)
        for tile in self._unlit(scene):
            progress.check()
            with self._store.engine.asking(progress):
                self._store.light(photo, scene.exact_edit, tile.intersect(Rect.of(photo.size)))
        yield
        name = self._name(scene)
        if name not in self._measured:
            self._measured[name] = self._measure(scene, progress)
            while len(self._measured) > _KEPT:
                self._measured.popitem(last=False)
            yield

    def _measure(self, scene: Scene, progress: Progress) -> dict[Channel, Difference]:
        before: list[Tensor] = []
        taken: list[Tensor] = []
        for tile in _measured_tiles(scene):
            progress.check()
            with self._store.engine.asking(progress):
                picture, gone = self._part(scene, tile)
            before.append(to_luma_chroma(picture))
            taken.append(to_luma_chroma(gone))
        return {channel: measured(before, taken, DifferenceView(channel)) for channel in Channel}

    def _exactly(self, scene: Scene) -> Tensor:
        return self._part(scene, scene.rect)[1]

    def _part(self, scene: Scene, rect: Rect) -> tuple[Tensor, Tensor]:
        """Working pixels of a part of the photo, and what is taken away of them."""
        photo = Plane(scene.plane.source, 1)
        before = photo.read(rect)
        after = to_srgb(self._store.light(photo, scene.exact_edit, rect))
        return before, scene.share * (before - after)

    def _unlit(self, scene: Scene) -> list[Rect]:
        """Visible tiles of the photo itself whose exact pixels before rounding are not there."""
        if scene.plane.divisor > 1:
            return []
        photo = scene.plane
        return [tile for tile in scene.tiles if not self._store.has_light(photo, scene.exact_edit, tile)]

    def _name(self, scene: Scene) -> tuple[str, ...]:
        return (scene.plane.source.facts.pixels, scene.exact_edit.digest, str(scene.share), str(_measured_tiles(scene)))


def measured(before: Sequence[Tensor], taken: Sequence[Tensor], view: DifferenceView) -> Difference:
    """Measure what was taken away of parts of a photo.

    Args:
        before: Y, Cb and Cr of each part, `(3, h, w)`.
        taken: the same of what was taken away.
        view: whose channel counts.
    """
    planes = _PLANES[view.channel]
    photo, gone = [part[planes] for part in before], [part[planes] for part in taken]
    return Difference(
        view,
        is_measured=True,
        spectrum=tuple((radial_spectrum(gone, BANDS) * 255).tolist()),
        photo_spectrum=tuple((radial_spectrum(photo, BANDS) * 255).tolist()),
        lost_detail=lost_detail(photo, gone),
    )


def shown(taken: Tensor, view: DifferenceView) -> Display:
    """A difference `(3, h, w)` around middle gray, as many times stronger as is asked for."""
    gray = luma(taken)
    part = gray.expand_as(taken) if view.channel is Channel.LUMA else taken - gray
    return to_display(0.5 + view.gain * part)


def spread(tiles: Sequence[Rect], most: int = MOST_TILES) -> list[Rect]:
    """As many of some tiles as are measured, from all over."""
    return list(tiles[:: max(1, math.ceil(len(tiles) / most))])


def _measured_tiles(scene: Scene) -> list[Rect]:
    area = scene.plane.photo_rect(scene.rect)
    whole = Rect.of(scene.plane.source.facts.size)
    return [tile.intersect(whole) for tile in spread(plan_tiles(area, TILE_PX))]


def _between(before: Picture, after: Picture) -> Tensor:
    """Before less after, as the canvas would show them; both have the same region."""
    first, *others = after.shown
    share = _shares(after.mix) if isinstance(after.mix, MaskTexture) else after.mix
    shown_pixels = mix(first.pixels, others[0].pixels, share) if others else first.pixels
    photo, result = _unit(before.layers[0].pixels), _unit(shown_pixels)
    if photo.shape != result.shape:  # what the engine mixes for a canvas that cannot is smaller
        photo = F.interpolate(photo[None], size=result.shape[1:], mode="area")[0]
    return photo - result


def _shares(mask: MaskTexture) -> NDArray[np.float32]:
    return np.asarray(mask.values[..., None] / 255, np.float32)


def _unit(pixels: Display) -> Tensor:
    return torch.from_numpy(pixels[..., :3].copy()).permute(2, 0, 1).float() / 255


def _read_only(pixels: Display) -> Display:
    pixels.flags.writeable = False
    return pixels
