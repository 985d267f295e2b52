"""JPEG: the quality that the file tells, and the one that the pixels tell, which may have been saved before."""

from dataclasses import dataclass

from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.translation import tr
from pellucid.imaging.block_grid import NO_QUALITY, BlockGrid, find_block_grid
from pellucid.imaging.srgb import luma

SURE = 0.3
"""A grid that fits better than this is one."""

_SAME = 12
"""Qualities that differ by less are one saving, told in two ways."""

_HALF = 50


def coarseness(quality: float) -> float:
    """How coarse the steps of a quality are, 1 at quality 50, as the Independent JPEG Group scales its tables."""
    return _HALF / quality if quality < _HALF else 2 - quality / _HALF


@dataclass(frozen=True)
class Compression:
    """What was measured: the quality in the file, None where it tells none, and what the pixels tell."""

    told: int | None
    grid: BlockGrid


def measure(photo: Photo) -> Compression:
    """Measure how strongly the photo was compressed."""
    grid = find_block_grid(tuple(luma(piece)[0] for piece in photo.samples.all))
    return Compression(photo.full_image.jpeg_quality, grid)


def tell(compression: Compression, limits: Limits) -> Finding:
    """Say what it means."""
    told, grid = compression.told, compression.grid
    seen = grid.quality if grid.score >= SURE else NO_QUALITY
    is_double = told is not None and seen + _SAME < told
    quality = seen if told is None or is_double else told
    limit = limits["jpeg"]["coarseness"]
    is_found = coarseness(quality) >= limit
    values: tuple[tuple[str, bool], ...] = (("by_quality", False),) if is_double else ()
    return Finding(
        Kind.JPEG,
        float(quality),
        "/ 100",
        round(1.0 if told is not None and not is_double else max(grid.score, 1 - grid.score), 2),
        severity(coarseness(quality), limit),
        is_found,
        _sentence(quality, grid, told, is_found=is_found, is_double=is_double),
        _details(told, grid),
        proposal=Proposal("deartifact", (("strength", 1.0), *values)) if is_found else None,
    )


def _sentence(quality: int, grid: BlockGrid, told: int | None, *, is_found: bool, is_double: bool) -> str:
    if quality == NO_QUALITY:
        return tr("No traces of JPEG.")
    if not is_found:
        return tr("JPEG of good quality, about {quality}.", quality=quality)
    again = tr(", then again at {quality}", quality=told) if is_double else ""
    moved = tr(", cut or moved since") if told is None and grid.offset != (0, 0) else ""
    return tr("JPEG quality about {quality}{again}{moved}.", quality=quality, again=again, moved=moved)


def _details(told: int | None, grid: BlockGrid) -> tuple[tuple[str, str], ...]:
    file = ((tr("File"), tr("quality {quality}", quality=told)),) if told is not None else ()
    if grid.score < SURE:
        return (*file, (tr("Pixels"), tr("no grid of blocks")))
    x, y = grid.offset
    return (
        *file,
        (tr("Pixels"), tr("quality about {quality}", quality=grid.quality)),
        (tr("Blocks begin at"), f"{x}, {y} px"),
    )
