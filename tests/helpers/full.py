"""An edited photo at full scale, as the export renders it."""

from collections.abc import Iterator

from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.engine.engine import Engine
from pellucid.engine.framed import render_finished
from pellucid.engine.shape import Shape
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage


def render_full(source: SourceImage, edit: Edit, engine: Engine, progress: Progress) -> Iterator[tuple[Rect, Tensor]]:
    """Rectangles that together are the picture, each with its working pixels `(3, h, w)`."""
    shape = Shape.of(source.facts.size, edit.framing, ExportOptions())
    for part in render_finished(source, edit, shape, engine, progress):
        yield part.rect, part.pixels
