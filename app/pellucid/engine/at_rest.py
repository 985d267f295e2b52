"""What a view at rest shows of a framed photo, and what it is made from."""

import functools

from pellucid.document.edit import Edit
from pellucid.engine.finishing import Finishing, framed_finish
from pellucid.engine.light import blended, photo_light
from pellucid.engine.planes import Plane
from pellucid.engine.resampling import Original, Resampler, Resampling
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.geometry import Rect


def resampler_of(
    store: TileStore, resampling: Resampling, part: tuple[Plane, Rect], edit: Edit, share: float, on_output: Edit
) -> Resampler:
    """Resamples the unedited photo and the result.

    Args:
        store: has the exact pixels.
        resampling: what is done.
        part: the plane of the view, and the rectangle of it whose pixels are resampled.
        edit: effective; without the steps on output.
        share: of its result that is laid over the photo.
        on_output: the effective steps on output.
    """
    source = part[0].source
    plane = Plane(source, resampling.light_divisor)
    before = edited = Original("before", photo_light(plane))
    if edit.stack.steps:
        light = blended(before.light, functools.partial(store.light, plane, edit), share)
        edited = Original(f"{edit.digest} {share}", light)
    if on_output.stack.steps:
        steps = store.analyses.prepare(source, on_output)
        finish = framed_finish(Finishing(steps), resampling, part, store.engine)
        edited = Original(f"{edited.name} {on_output.digest}", edited.light, finish)
    return Resampler(store.cache, source.facts.fingerprint, resampling, before, edited)
