"""A canvas as it is once a person has looked at a photo."""

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
