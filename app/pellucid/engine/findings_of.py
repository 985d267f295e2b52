"""What is wrong with an opened photo: gives `findings` its pixels and networks."""

from dataclasses import dataclass
from statistics import median

import torch
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.document.repairs import all_repaired
from pellucid.engine.engine import Engine
from pellucid.engine.planes import WholePhoto, as_tensor
from pellucid.findings.flat_noise import quiet_noise
from pellucid.findings.limits import Limits, shipped_limits
from pellucid.findings.noise import LEVELS
from pellucid.findings.photo import Photo
from pellucid.findings.samples import take_samples
from pellucid.findings.survey import measure, tell
from pellucid.findings.trial import proven
from pellucid.foundation.findings import NOTHING_TO_REPAIR, Findings
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.io.documents import Document
from pellucid.io.stereo import Pair


def findings_of(document: Document, engine: Engine, progress: Progress, limits: Limits | None = None) -> Findings:
    """Measure a photo as its file has it; of a pair the left eye, which was shot with the other.

    Args:
        document: the photo.
        engine: computes.
        progress: may cancel, between layers of networks too.
        limits: from where on something is told; those that are shipped where none are given.

    Raises:
        Cancelled: somebody asked to stop.
        ModelError: a network is missing or damaged.
    """
    source = document.left if isinstance(document, Pair) else document
    photo = Photo(_OpenedPhoto(source, engine.context().device), engine.context())
    with engine.asking(progress), torch.inference_mode():
        told = tell(measure(photo, progress), limits or shipped_limits())
        return Findings(document.facts.pixels, tuple(proven(finding, photo) for finding in told))


def flat_noise_of(document: Document) -> float:
    """How noisy a photo is where it is flat, without any network: the same measure for every photo of a list.

    Returns:
        The standard deviation of its luma in quiet pieces of full size, in the median, in levels of 255.
    """
    source = document.left if isinstance(document, Pair) else document
    with torch.inference_mode():
        pieces = take_samples(_OpenedPhoto(source, torch.device("cpu"))).quiet
        return LEVELS * median(map(quiet_noise, pieces)) if pieces else 0.0


def repaired_edit(document: Document, edit: Edit, engine: Engine, progress: Progress) -> tuple[Edit, tuple[str, ...]]:
    """An edit with a step against everything that is found wrong with a photo, and sentences of what was done."""
    repair = all_repaired(edit, findings_of(document, engine, progress))
    return repair.edit, (*repair.done, *repair.left) or (NOTHING_TO_REPAIR,)


@dataclass(frozen=True)
class _OpenedPhoto(WholePhoto):
    """A photo as findings see it."""

    device: torch.device

    def overview(self, long_side_px: int) -> Tensor:
        """A reduced copy."""
        return as_tensor(self.source.overview(long_side_px)).to(self.device)

    def region(self, rect: Rect) -> Tensor:
        """Full-size pixels."""
        return as_tensor(self.source.working(rect)).to(self.device)
