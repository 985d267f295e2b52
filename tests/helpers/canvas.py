"""A canvas as it is once a person has looked at a photo, and how near its frames are to each other."""

import numpy as np
from numpy.typing import NDArray

from pellucid.document.edit import Edit
from pellucid.document.render_request import RenderRequest
from pellucid.engine.engine import Engine
from pellucid.engine.preview import PreviewEngine
from pellucid.foundation.geometry import Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage


def looked_at(engine: Engine, source: SourceImage, view: Viewport) -> PreviewEngine:
    """A canvas on which the photo was looked at for a moment."""
    preview = PreviewEngine(engine)
    list(preview.frames(source, RenderRequest(0, Edit(), view), Progress()))
    preview.store.low_res.prepare(source, Progress())
    return preview


def psnr_db(shown: NDArray[np.uint8], exact: NDArray[np.uint8]) -> float:
    """Peak signal to noise between the colours of display pixels."""
    error = shown[..., :3].astype(float) - exact[..., :3].astype(float)
    return float(10 * np.log10(255**2 / max(np.square(error).mean(), 1e-9)))
