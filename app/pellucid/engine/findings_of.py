"""What is wrong with an opened photo: gives `findings` its pixels and networks."""

import torch

from pellucid.engine.analyses import SourceFullImage
from pellucid.engine.engine import Engine
from pellucid.findings.limits import Limits, shipped_limits
from pellucid.findings.photo import Photo
from pellucid.findings.survey import survey
from pellucid.foundation.findings import Findings
from pellucid.foundation.progress import Progress
from pellucid.io.documents import Document
from pellucid.io.source_image import SourceImage
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
    photo = Photo(_full_image(source, engine), source.facts, engine.context(), limits or shipped_limits())
    with engine.asking(progress), torch.inference_mode():
        return Findings(document.facts.pixels, survey(photo, progress))


def _full_image(source: SourceImage, engine: Engine) -> SourceFullImage:
    return SourceFullImage(engine, source, (), lambda: ())
