"""Both eyes of a pair on one canvas: the preview is asked for one and for the other, in turn.

The preview itself knows nothing of pairs, and each eye is rendered as if it were alone. For a wiggle the window gets
the frames of both eyes and lets them alternate; for an anaglyph two frames of the same region become one, in the
pixels that either of them would have shown. While edits move that is approximate, and exact where both frames are.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.document.render_request import RenderRequest
from pellucid.engine.display import Display, to_display
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import as_shown
from pellucid.foundation.eyes import AnaglyphMode, EyeView
from pellucid.foundation.frame import Exactness, Frame, Layer, Picture
from pellucid.foundation.progress import Progress
from pellucid.imaging.stereo import anaglyph
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair

QUICK_PIXELS = 160_000
"""Of an anaglyph while edits move: two pictures are to be sliced and mixed before the next move."""

_KEPT = 6
"""Anaglyphs that are remembered: before and after, of the last few frames."""


class BothEyes:
    """Makes frames of pairs. Lives on the render thread, as the preview does.

    Args:
        preview: renders each eye.
    """

    def __init__(self, preview: PreviewEngine) -> None:
        self._preview = preview
        self._anaglyphs: OrderedDict[str, Display] = OrderedDict()

    def frames(
        self, pair: Pair, request: RenderRequest, view: EyeView, anaglyph_mode: AnaglyphMode, progress: Progress
    ) -> Iterator[Frame]:
        """Answer a request with ever better frames.

        Args:
            pair: both eyes.
            request: what is wanted.
            view: one that needs both.
            anaglyph_mode: of an anaglyph.
            progress: asked whether something newer is wanted, and told the share of exact tiles of both.

        Yields:
            For a wiggle at least one frame of each eye, for an anaglyph at least one of both, named after the pair. The
            last ones are exact unless something newer was wanted.
        """
        works = [
            self._preview.frames(eye, asked, part)
            for (eye, asked), part in zip(_requests_of_eyes(pair, request, view), progress.halves(), strict=True)
        ]
        newest: dict[str, Frame] = {}
        while works:
            made = [(work, frame) for work in works if (frame := next(work, None)) is not None]
            works = [work for work, _ in made]
            newest |= {frame.photo: frame for _, frame in made}
            if view is EyeView.WIGGLE:
                yield from (frame for _, frame in made)
            elif made:
                yield self._joined(pair, newest, anaglyph_mode)

    def prefetch(
        self, pair: Pair, request: RenderRequest, view: EyeView, anaglyph_mode: AnaglyphMode, progress: Progress
    ) -> Iterator[Frame]:
        """Make what may be wanted next: as `PreviewEngine.prefetch`, and what is visible of the eye that is not shown.

        Yields:
            Frames to show, as `frames` does.

        Raises:
            Cancelled: something newer is wanted.
        """
        prefetched: dict[str, Frame] = {}
        if not view.needs_both:
            yield from self._preview.prefetch(pair.of(view.eye), request, progress)
            resting = replace(request, dragging=False)
            for _ in self._preview.frames(pair.of(view.eye.other), resting, Progress(progress.is_cancelled)):
                pass
            return
        for eye, asked in _requests_of_eyes(pair, request, view):
            prefetched |= {frame.photo: frame for frame in self._preview.prefetch(eye, asked, progress)}
        if view is EyeView.WIGGLE:
            yield from prefetched.values()
        elif len(prefetched) == len(pair.eyes):
            yield self._joined(pair, prefetched, anaglyph_mode)

    def _joined(self, pair: Pair, frames: dict[str, Frame], anaglyph_mode: AnaglyphMode) -> Frame:
        """Two frames of the same region as one."""
        left, right = (frames[eye.facts.fingerprint] for eye in pair.eyes)
        return replace(
            left,
            photo=pair.fingerprint,
            before=self._mixed(left.before, right.before, anaglyph_mode),
            after=self._mixed(left.after, right.after, anaglyph_mode),
            exactness=min(left.exactness, right.exactness, key=list(Exactness).index),
            note=left.note or right.note,
        )

    def _mixed(self, left: Picture, right: Picture, anaglyph_mode: AnaglyphMode) -> Picture:
        """Two pictures as one; tails are sliced on small ones."""
        key = f"anaglyph {anaglyph_mode.value} {left.name} {right.name}"
        found = self._anaglyphs.pop(key, None)
        if found is None:
            found = anaglyph_of(as_shown(left, QUICK_PIXELS), as_shown(right, QUICK_PIXELS), anaglyph_mode)
            found.flags.writeable = False
        self._anaglyphs[key] = found
        while len(self._anaglyphs) > _KEPT:
            self._anaglyphs.popitem(last=False)
        return replace(left, layers=(Layer(key, found),), mix=0.0, tail=None)


def anaglyph_of(left: Display, right: Display, anaglyph_mode: AnaglyphMode) -> Display:
    """Mix display pixels for red and cyan glasses; the finer of two pictures is reduced to the other."""
    pictures = [torch.from_numpy(eye[..., :3].copy()).permute(2, 0, 1).float() / 255 for eye in (left, right)]
    smallest = min((picture.shape[1:] for picture in pictures), key=lambda size: size[0] * size[1])
    left_picture, right_picture = (_at_size(picture, smallest) for picture in pictures)
    return to_display(anaglyph(left_picture, right_picture, anaglyph_mode))


def _at_size(picture: Tensor, size: torch.Size) -> Tensor:
    if picture.shape[1:] == size:
        return picture
    return F.interpolate(picture[None], size=(size[0], size[1]), mode="area")[0]


def _requests_of_eyes(pair: Pair, request: RenderRequest, view: EyeView) -> list[tuple[SourceImage, RenderRequest]]:
    """What is asked for each eye. A map over an anaglyph is the left eye's, and its grids are sliced here."""
    if view is EyeView.WIGGLE:
        return [(eye, request) for eye in pair.eyes]
    left = replace(request, slices=True, resamples=False, clipping=False)
    return [(pair.left, left), (pair.right, replace(left, overlay=None, shown_mask=""))]
