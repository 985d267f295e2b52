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
from pellucid.engine.planes import as_tensor
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
        self._fit: tuple[str, GridFit] | None = None  # of one photo: it holds 50 MB
        self._grids: OrderedDict[str, tuple[str, Grid]] = OrderedDict()

    def is_ready(self, source: SourceImage) -> bool:
        """True where grids of this photo take no longer than painting a frame."""
        return self._fit is not None and self._fit[0] == source.facts.fingerprint

    def prepare(self, source: SourceImage, progress: Progress) -> None:
        """Do what does not depend on any step, once a photo.

        Raises:
            Cancelled: something newer is wanted.
        """
        if not self.is_ready(source):
            with one_thread():
                self._fit = (source.facts.fingerprint, GridFit(_proxy(source), progress.check))

    def grid(self, source: SourceImage, tail: Prepared) -> Grid:
        """The grid that stands for some steps.

        Args:
            source: the photo, for which all is ready.
            tail: steps on tone and colour, which need no halo.
        """
        assert self._fit is not None
        photo = source.facts.fingerprint
        key = _digest(photo, tail)
        if key not in self._grids:
            proxy, area = _proxy(source), Rect.of(source.facts.size)
            scale = min(1.0, proxy.shape[2] / area.width)
            with one_thread():
                cells = self._fit[1].fit(work_on(self._engine, proxy, tail, scale, area)).numpy()
            cells.flags.writeable = False
            self._grids[key] = (photo, Grid(key, cells, area))
            while len(self._grids) > GRIDS:
                self._grids.popitem(last=False)
        self._grids.move_to_end(key)
        return self._grids[key][1]

    def latest(self, source: SourceImage) -> Grid | None:
        """The grid of this photo that was asked for last."""
        found = [grid for photo, grid in self._grids.values() if photo == source.facts.fingerprint]
        return found[-1] if found else None

    def forget(self, is_unwanted: Callable[[str], bool]) -> None:
        """Drop what belongs to photos, by their fingerprints."""
        if self._fit is not None and is_unwanted(self._fit[0]):
            self._fit = None
        for key in [key for key, (photo, _) in self._grids.items() if is_unwanted(photo)]:
            del self._grids[key]


def _proxy(source: SourceImage) -> Tensor:
    return as_tensor(source.overview(PROXY_PX))


@contextmanager
def one_thread() -> Iterator[None]:
    """Compute small things on this thread alone: handing each to a busy machine's other cores takes far longer."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _digest(photo: str, tail: Prepared) -> str:
    """Names a grid; an analysis that is held was found from something else than a new one."""
    return digest_of((photo, *((step.step.digest, step.analysed) for step in tail)))
