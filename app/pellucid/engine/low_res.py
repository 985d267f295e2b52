"""The low-res path: steps on tone and colour run on a small copy of the photo, and one grid stands for all of them.

Gharbi et al., SIGGRAPH 2017, run the whole network on such a copy and slice its grid at full size; here the grid is
fitted, so that any chain of steps can be shown that way. The copy holds no noise, blur or blocks, so steps on detail
are left out of it, and the grid does not depend on them.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor

from pellucid.engine.analyses import Prepared
from pellucid.engine.pipeline import work_on
from pellucid.engine.planes import Copy
from pellucid.engine.session import Engine
from pellucid.foundation.digest import digest_of
from pellucid.foundation.frame import Grid
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.grid_fit import GridFit
from pellucid.io.source_image import SourceImage

PROXY_PX = 320
"""Long side of the copy: fitting a grid to it takes no longer than painting a frame."""

GRIDS = 64


class LowRes:
    """Grids of photos; made at most once.

    Args:
        engine: computes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._fit: tuple[str, str, GridFit] | None = None  # of one photo: it holds 50 MB
        self._grids: OrderedDict[str, tuple[str, Grid]] = OrderedDict()

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
                fit = GridFit(self._started(source, begin), progress.check)
            self._fit = (source.facts.pixels, _digest(source, begin), fit)

    def grid(self, source: SourceImage, tail: Prepared, begin: Prepared = ()) -> Grid:
        """The grid that stands for some steps.

        Args:
            source: the photo, for which all is ready.
            tail: steps on tone and colour, which need no halo.
            begin: steps on input.
        """
        assert self._fit is not None
        key = _digest(source, (*begin, *tail))
        if key not in self._grids:
            proxy = Copy(source, PROXY_PX)
            with one_thread():
                before, whole = self._started(source, begin), Rect.of(proxy.size)
                cells = self._fit[2].fit(work_on(self._engine, before, tail, proxy, whole)).numpy()
            cells.flags.writeable = False
            self._grids[key] = (source.facts.pixels, Grid(key, cells, Rect.of(source.facts.size)))
            while len(self._grids) > GRIDS:
                self._grids.popitem(last=False)
        self._grids.move_to_end(key)
        return self._grids[key][1]

    def _started(self, source: SourceImage, begin: Prepared) -> Tensor:
        """The copy of the photo after its steps on input."""
        proxy = Copy(source, PROXY_PX)
        whole = Rect.of(proxy.size)
        picture = proxy.read(whole)
        return work_on(self._engine, picture, begin, proxy, whole) if begin else picture

    def latest(self, source: SourceImage) -> Grid | None:
        """The grid of this photo that was asked for last."""
        found = [grid for photo, grid in self._grids.values() if photo == source.facts.pixels]
        return found[-1] if found else None

    def forget(self, is_unwanted: Callable[[str], bool]) -> None:
        """Drop what belongs to photos, by their fingerprints."""
        if self._fit is not None and is_unwanted(self._fit[0]):
            self._fit = None
        for key in [key for key, (photo, _) in self._grids.items() if is_unwanted(photo)]:
            del self._grids[key]


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
