"""How near the approximate frames come to the exact pixels of the same view, in decibels of PSNR.

An operation on tone and colour is shown by a grid: each of its sliders is tried on both sides. An operation on detail
is shown by a mix of two lattice nodes: it is tried in the middle between them, where the error is largest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.display import Display
from pellucid.engine.engine import open_engine
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import as_shown
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.fields import Choice, Number, declarations
from pellucid.operations.spec import OperationSpec, Stage
from pellucid.training.datasets import PHOTO_SUFFIXES

CANVAS = Size(960, 700)
"""About what a window of 1280 x 800 leaves for the photo."""

DETAIL_CANVAS = Size(256, 256)
"""The middle of the photo: detail is the same everywhere."""

SMALLEST_ERROR = 1e-3
"""Mean square error, in levels, below which pictures are the same: 78 dB."""

TRIED_SHARE = 0.6
"""How far a slider is moved from its default towards either end."""


def measure_fidelity(
    photos: Sequence[Path], device: str, operations: Sequence[OperationSpec]
) -> dict[str, dict[str, Any]]:
    """Measure operations on photos.

    Returns:
        By operation: median and worst PSNR, and the photo and parameters of the worst.
    """
    preview = PreviewEngine(open_engine(device))
    found: dict[str, list[tuple[float, str, str]]] = {spec.id: [] for spec in operations}
    for path in photos:
        source = open_photo(path)
        for spec in operations:
            found[spec.id] += [(psnr, path.name, trial) for psnr, trial in _measure(preview, source, spec)]
    return {operation: _summary(results) for operation, results in found.items() if results}


def photos_in(folder: Path) -> list[Path]:
    """The photos of a folder, in sorted order.

    Raises:
        UnreadableError: there are none.
    """
    found = (
        sorted(path for path in folder.iterdir() if path.suffix.lower() in PHOTO_SUFFIXES) if folder.is_dir() else []
    )
    if not found:
        raise UnreadableError(f"{folder}: there are no photos in this folder.")
    return found


def _measure(preview: PreviewEngine, source: SourceImage, spec: OperationSpec) -> Iterator[tuple[float, str]]:
    is_detail = spec.stage is Stage.DETAIL
    size = source.facts.size
    zoom = 1.0 if is_detail else min(1.0, CANVAS.width / size.width, CANVAS.height / size.height)
    view = Viewport(size.width / 2, size.height / 2, zoom, DETAIL_CANVAS if is_detail else CANVAS)
    for field, parameters in _middles(spec) if is_detail else _trials(spec):
        edit = Edit(stack=EditStack().with_parameters(spec.id, parameters))
        request = RenderRequest(0, edit, view, touched=Touched(spec.id, field))
        if is_detail:
            preview.make_nodes(source, request, Progress())
        preview.store.low_res.prepare(source, Progress())
        preview.store.analyses.prepare(source, request.edit)
        approximate = next(preview.frames(source, replace(request, dragging=True), Progress()))
        *_, exact = preview.frames(source, request, Progress())
        yield _psnr_db(as_shown(approximate.after), as_shown(exact.after)), _words(parameters)


def _middles(spec: OperationSpec) -> Iterator[tuple[str, Any]]:
    """Every slider with nodes, and parameters in the middle between two of them, with every method."""
    for parameters in _methods(spec):
        for nodes in spec.nodes:
            for low, high in pairwise(nodes.values):
                yield nodes.field, replace(parameters, **{nodes.field: (low + high) / 2})


def _trials(spec: OperationSpec) -> Iterator[tuple[str, Any]]:
    """Every slider, and parameters with it moved to either side, with every method."""
    for parameters in _methods(spec):
        for name, declaration in declarations(parameters).items():
            if isinstance(declaration, Number):
                start = getattr(parameters, name)
                for end in (declaration.low, declaration.high):
                    if end != start:
                        yield name, replace(parameters, **{name: start + TRIED_SHARE * (end - start)})


def _methods(spec: OperationSpec) -> Iterator[Any]:
    defaults = spec.parameters()
    declaration = declarations(defaults).get(spec.method)
    if not isinstance(declaration, Choice):
        yield defaults
        return
    for option in declaration.options:
        yield replace(defaults, **{spec.method: option.value})


def _psnr_db(shown: Display, exact: Display) -> float:
    error = shown[..., :3].astype(np.float32) - exact[..., :3].astype(np.float32)
    return float(10 * np.log10(255**2 / max(np.square(error).mean(), SMALLEST_ERROR)))


def _words(parameters: Any) -> str:
    return ", ".join(f"{name}={getattr(parameters, name)}" for name in declarations(parameters))


def _summary(results: list[tuple[float, str, str]]) -> dict[str, Any]:
    worst, photo, trial = min(results)
    return {
        "median_psnr_db": round(median(psnr for psnr, _, _ in results), 2),
        "worst_psnr_db": round(worst, 2),
        "worst_photo": photo,
        "worst_parameters": trial,
        "trials": len(results),
    }
