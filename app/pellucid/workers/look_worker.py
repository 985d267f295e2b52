"""Teaches looks. Cancelled by its own button within a step; it writes nothing, so nothing is left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.progress import Progress
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from torch import Tensor

    from pellucid.foundation.teaching_request import Pixels, TeachingRequest

READING_SHARE = 0.15
"""Part of the bar that reading the pairs gets."""


class LookWorker(Worker["TeachingRequest"]):
    """Teaches looks.

    Signals:
        progressed: share done, and the remaining seconds or None.
        taught: the request, and its look, which is not kept yet (TeachingRequest, TeachingResult).
    """

    progressed = Signal(float, object)
    taught = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("teach")

    def do(self, job: "TeachingRequest") -> None:
        """Read the pairs and learn."""
        from pellucid.engine.pictures import open_picture  # noqa: PLC0415 -- torch waits until it is needed
        from pellucid.foundation.teaching_request import ShownPair, TeachingResult  # noqa: PLC0415 -- as above
        from pellucid.training.looks.finding import find_pairs  # noqa: PLC0415 -- as above
        from pellucid.training.looks.pairs import read_pairs  # noqa: PLC0415 -- as above
        from pellucid.training.looks.teaching import teach  # noqa: PLC0415 -- as above

        progress = Progress(lambda: self.is_cancelled, self.progressed.emit)
        paths, alone = find_pairs(job.before, job.after)
        pairs, wrong = read_pairs(paths, open_picture, progress.part(0, READING_SHARE))
        taught = teach(pairs, job.title, progress.part(READING_SHARE, 1))
        shown = tuple(
            ShownPair(pair.name, _bytes(pair.before), _bytes(pair.after), _bytes(pair.taught)) for pair in taught.shown
        )
        result = TeachingResult(
            title=job.title,
            data=taught.data,
            untouched_db=taught.untouched_db,
            taught_db=taught.taught_db,
            trained=taught.trained,
            held_out=len(taught.held_out),
            shown=shown,
            left_out=tuple((one.name, one.reason) for one in (*alone, *wrong)),
        )
        progress.check()
        self.taught.emit(job, result)


def _bytes(picture: "Tensor") -> "Pixels":
    pixels: Pixels = (picture * 255).round().byte().permute(1, 2, 0).contiguous().numpy()
    return pixels
