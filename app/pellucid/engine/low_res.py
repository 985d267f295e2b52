"""The low-res path: steps on tone and colour run on a small copy of the photo, and one grid stands for all of them.

Where masks are there is one more grid a mask, of the whole tail as it is in that mask; all are fitted alike.

Gharbi et al., SIGGRAPH 2017, run the whole network on such a copy and slice its grid at full size; here the grid is
fitted, so that any chain of steps can be shown that way. The copy holds no noise, blur or blocks, so steps on detail
are left out of it, and the grid does not depend on them.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.engine.analyses import Prepared
from pellucid.engine.engine import Engine
from pellucid.engine.painting import PreparedMask
from pellucid.engine.pipeline import work_on
from pellucid.engine.planes import Copy
from pellucid.foundation.digest import digest_of
from pellucid.foundation.frame import Grid
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.grid_fit import GridFit
from pellucid.io.source_image import SourceImage

PROXY_PX = 256
"""Long side of the copy: fitting a grid to it takes no longer than painting a frame. One of 320 pixels is nearer to the
exact pixels by half a decibel of tone and by nothing of the others, and a move takes a quarter longer with it."""

GRIDS = 64


@dataclass(frozen=True)
class FittedLocal:
    """The grid of steps in one mask.

    Attributes:
        grid: of all the steps.
        mask: where they are so.
        above: masks that lie over it, because a step that it changes has them later.
    """

    grid: Grid
    mask: PreparedMask
    above: tuple[PreparedMask, ...]


@dataclass(frozen=True)
class FittedTail:
    """Grids of steps on tone and colour: outside of all masks, and in each of them."""

    base: Grid
    locals: tuple[FittedLocal, ...] = ()


class LowRes:
    """Grids of photos; made at most once.

    Args:
        engine: computes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._fit: tuple[str, str, GridFit] | None = None  # of one photo: it holds 50 MB
        self._grids: OrderedDict[str, tuple[str, Grid]] = OrderedDict()
        self._latest: tuple[str, FittedTail] | None = None
        self._made: tuple[str, Tensor] | None = None

    def is_ready(self, source: SourceImage, begin: Prepared = ()) -> bool:
        """True where grids of this photo, after its steps on input, take no longer than painting a frame."""
        return self._fit is not None and self._fit[:2] == (source.facts.pixels, _digest(source, begin))

    def prepare(self, source: SourceImage, progress: Progress, begin: Prepared = ()) -> None:
        """Do what does not depend on any step but those on input, once a photo.

        Raises:
            Cancelled: something newer is wanted.
        """
        if not self.is_ready(source, begin):
            with one_thread():
                fit = GridFit(self.copy_after(source, begin), progress.check)
            self._fit = (source.facts.pixels, _digest(source, begin), fit)

    def tail(self, source: SourceImage, tail: Prepared, begin: Prepared = ()) -> FittedTail:
        """The grids that stand for some steps.

        Args:
            source: the photo, for which all is ready.
            tail: steps on tone and colour, which need no halo.
            begin: steps on input.
        """
        locals_ = tuple(
            FittedLocal(self._grid(source, within(tail, name), begin), mask, above_in(tail, name))
            for name, mask in masks_of(tail).items()
        )
        found = FittedTail(self._grid(source, within(tail, ""), begin), locals_)
        self._latest = (source.facts.pixels, found)
        return found

    def _grid(self, source: SourceImage, tail: Prepared, begin: Prepared) -> Grid:
        """The grid that stands for steps without masks."""
        assert self._fit is not None
        key = _digest(source, (*begin, *tail))
        if key not in self._grids:
            proxy = Copy(source, PROXY_PX)
            with one_thread():
                before, whole = self.copy_after(source, begin), Rect.of(proxy.size)
                after = work_on(self._engine, before, tail, proxy, whole)
                cells = self._fit[2].fit(after).numpy()
            self._made = (key, after)
            cells.flags.writeable = False
            self._grids[key] = (source.facts.pixels, Grid(key, cells, Rect.of(source.facts.size)))
            while len(self._grids) > GRIDS:
                self._grids.popitem(last=False)
        self._grids.move_to_end(key)
        return self._grids[key][1]

    def made(self, source: SourceImage, steps: Prepared) -> Tensor | None:
        """The copy after steps to which a grid was fitted last, or None."""
        return self._made[1] if self._made is not None and self._made[0] == _digest(source, steps) else None

    def copy_after(self, source: SourceImage, steps: Prepared) -> Tensor:
        """The copy of the photo after steps that need no halo."""
        proxy = Copy(source, PROXY_PX)
        whole = Rect.of(proxy.size)
        picture = proxy.read(whole)
        return work_on(self._engine, picture, steps, proxy, whole) if steps else picture

    def latest(self, source: SourceImage) -> FittedTail | None:
        """The grids of this photo that were asked for last."""
        return self._latest[1] if self._latest and self._latest[0] == source.facts.pixels else None

    def forget(self, is_unwanted: Callable[[str], bool]) -> None:
        """Drop what belongs to photos, by their fingerprints."""
        if self._fit is not None and is_unwanted(self._fit[0]):
            self._fit = None
        if self._latest is not None and is_unwanted(self._latest[0]):
            self._latest = None
        for key in [key for key, (photo, _) in self._grids.items() if is_unwanted(photo)]:
            del self._grids[key]


def masks_of(tail: Prepared) -> dict[str, PreparedMask]:
    """The masks of steps by their ids, in the order in which steps have them."""
    return {local.mask: own.mask for step in tail for local, own in zip(step.step.locals, step.locals, strict=True)}


def above_in(tail: Prepared, mask: str) -> tuple[PreparedMask, ...]:
    """The masks that lie over one, by its id: what they change of the same step comes later."""
    above: dict[str, PreparedMask] = {}
    for step in tail:
        names = [local.mask for local in step.step.locals]
        later = names.index(mask) + 1 if mask in names else len(names)
        above |= dict(zip(names[later:], (local.mask for local in step.locals[later:]), strict=True))
    return tuple(above.values())


def within(tail: Prepared, mask: str) -> Prepared:
    """What steps do in one mask; the empty id stands for all that lies outside."""
    return tuple(found for step in tail if (found := step.within(mask)) is not None)


@contextmanager
def one_thread() -> Iterator[None]:
    """Compute small things on this thread alone: handing each to a busy machine's other cores takes far longer."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _digest(source: SourceImage, steps: Prepared) -> str:
    """Names what steps do to a photo."""
    return digest_of((source.facts.pixels, *(step.digest for step in steps)))
