"""Finds how far a photo is tilted, for the crop tool."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.framing import Framing
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.io.documents import Document


class HorizonWorker(Worker["Document"]):
    """Looks at photos; of a pair at the left eye.

    Signals:
        found: how many degrees the photo is tilted clockwise, or None where that cannot be told.
        limited: how many degrees a pair may be turned.
    """

    found = Signal(object)
    limited = Signal(float)

    def __init__(self) -> None:
        super().__init__("horizon")

    def do(self, job: "Document") -> None:
        """Measure one photo."""
        from pellucid.engine.straighten import largest_angle, tilt_of  # noqa: PLC0415 -- loads torch
        from pellucid.io.stereo import Pair  # noqa: PLC0415 -- whoever opened a document has loaded it

        if isinstance(job, Pair):
            self.limited.emit(largest_angle(job))
        tilt = tilt_of(job.left if isinstance(job, Pair) else job, Framing())
        self.found.emit(tilt.angle_deg if tilt.is_sure else None)
