"""Writing a photo: always whole or not at all, never over its source.

Without edits the coded picture is copied where the format stays, and else written from the original samples, so that
depth, profile, alpha and values stay as far as the format holds them. Edited pixels come ready in `output_profile` and
`output_depth`; alpha and metadata are carried from the source.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation import formats
from pellucid.foundation.atomic import atomic_write
from pellucid.foundation.export_options import ExportOptions, MetadataChoice, ProfileChoice
from pellucid.foundation.geometry import Size
from pellucid.foundation.translation import tr
from pellucid.io import icc, profiles
from pellucid.io.carrying import carried
from pellucid.io.copying import REWRITERS, copied
from pellucid.io.reduce import by_strips, full_scale, to_unit
from pellucid.io.source_image import SourceImage
from pellucid.io.targets import check_target, output_depth, output_profile
from pellucid.io.writers import coded, tiff
from pellucid.io.writers.picture import Picture

__all__ = ["check_target", "output_depth", "output_profile", "write_edited", "write_samples", "write_unedited"]

_CMYK_CHANNELS = 4
_DEFAULT_QUALITY = ExportOptions().quality


def write_unedited(source: SourceImage, target: Path, options: ExportOptions) -> tuple[str, ...]:
    """Export a photo that has no edits.

    Returns:
        Warnings: sentences about what the format could not hold.

    Raises:
        UsageError: see `check_target`.
        RefusedError: the file changed on the disk since it was opened.
        UnwritableError: the target cannot be written.
    """
    target_format = check_target(source, target, options)
    if _coded_picture_fits(source, target_format, options):
        parts, warnings = copied(source, options.metadata)
        if parts is not None:
            atomic_write(target, lambda file: file.writelines(parts))
            return warnings
    return write_samples(source, target, options)


def write_samples(source: SourceImage, target: Path, options: ExportOptions) -> tuple[str, ...]:
    """Export samples that are not edited but not those of the file either, as those of a turned photo.

    Returns, Raises: as `write_unedited`.
    """
    target_format = check_target(source, target, options)
    picture, warnings = unedited_picture(source, target_format, options)
    return warnings + _write(picture, target, target_format, options)


def write_edited(source: SourceImage, samples: NDArray[Any], target: Path, options: ExportOptions) -> tuple[str, ...]:
    """Export edited pixels.

    Args:
        source: the photo they come from.
        samples: `(H, W, 3)` in `output_profile` and `output_depth`; `(H, W, 1)` where that profile is gray. Three
            equal channels for a gray profile are taken as one.
        target: the file to write.
        options: choices of the person.

    Returns:
        Warnings: sentences about what the format could not hold.

    Raises:
        UsageError: see `check_target`.
        UnwritableError: the target cannot be written.
    """
    target_format = check_target(source, target, options)
    picture, warnings = edited_picture(source, samples, target_format, options)
    return warnings + _write(picture, target, target_format, options)


def edited_picture(
    source: SourceImage, samples: NDArray[Any], target_format: str, options: ExportOptions
) -> tuple[Picture, tuple[str, ...]]:
    """Edited pixels as the format can hold them, and warnings; see `write_edited`."""
    profile = output_profile(source, options)
    if icc.encodes_gray(profile):
        samples = samples[..., :1]
        # A photo without a profile does not get one that was not asked for.
        profile = None if source.icc is None and options.profile is ProfileChoice.SOURCE else profile
    depth = output_depth(source, options, target_format)
    alpha = None if source.alpha is None else _at_depth(source.alpha, depth)
    picture, warnings = _fitted(
        *_with_metadata(source, _at_depth(samples, depth), alpha, profile, options), target_format
    )
    if source.facts.color == "cmyk":
        warnings = (
            *warnings,
            tr(
                "The inks were converted to {profile}, because edits are made in RGB.",
                profile=icc.profile_name(profile),
            ),
        )
    return picture, (*warnings, *_clipped(source, depth), *_left_profile(source, options))


def _clipped(source: SourceImage, depth: int) -> tuple[str, ...]:
    """The sentence of a float photo that is written in whole numbers, if that costs something."""
    if depth == icc.FLOAT_DEPTH or not source.facts.is_beyond_unit:
        return ()
    return (tr("Brightness beyond white and black was clipped, because the file holds whole numbers."),)


def _left_profile(source: SourceImage, options: ExportOptions) -> tuple[str, ...]:
    """The sentence of a photo whose profile, such as that of a scanner, tells how to read colours only."""
    parsed = profiles.parse(source.icc) if source.icc is not None else None
    if parsed is None or parsed.can_write or parsed.space != "rgb" or options.profile is not ProfileChoice.SOURCE:
        return ()
    return (
        tr("The colours were converted to sRGB, because colours cannot be written with “{name}”.", name=parsed.name),
    )


def unedited_picture(
    source: SourceImage, target_format: str, options: ExportOptions
) -> tuple[Picture, tuple[str, ...]]:
    """The original samples, converted only as far as the options and the format demand, and warnings."""
    keeps_depth = options.depth is None and target_format == "TIFF"
    depth = source.facts.bit_depth if keeps_depth else output_depth(source, options, target_format)
    if _profile_changes(source, options):
        profile = output_profile(source, options)
        samples = _through_working(source, profile, min(depth, 16))
        depth = min(depth, 16)
    else:
        profile, samples = source.icc, _at_depth(source.samples, depth)
    alpha = None if source.alpha is None else _at_depth(source.alpha, depth)
    picture, more = _fitted(*_with_metadata(source, samples, alpha, profile, options), target_format)
    return picture, _clipped(source, depth) + more


def _with_metadata(
    source: SourceImage,
    samples: NDArray[Any],
    alpha: NDArray[Any] | None,
    profile: bytes | None,
    options: ExportOptions,
) -> tuple[Picture, tuple[str, ...]]:
    """A picture with what of the photo's metadata is true of it, and sentences about what is not."""
    height, width = samples.shape[:2]
    metadata, notices = carried(source.metadata, options.metadata, size=Size(width, height))
    return Picture(samples, alpha, profile, metadata), notices


def _coded_picture_fits(source: SourceImage, target_format: str, options: ExportOptions) -> bool:
    """True where nothing is asked for that changes the coded picture; that of one eye is looked for in no file."""
    return (
        source.other is None
        and source.facts.choices.is_neutral
        and source.facts.format == target_format
        and options.depth in (None, source.facts.bit_depth)
        and not _profile_changes(source, options)
        and (not formats.by_id(target_format).lossy or options.quality == _DEFAULT_QUALITY)
        and (target_format in REWRITERS or (options.metadata is MetadataChoice.ALL and not source.metadata.history))
    )


def _profile_changes(source: SourceImage, options: ExportOptions) -> bool:
    if options.profile is ProfileChoice.SOURCE:
        return False
    is_srgb = source.icc is None or icc.is_srgb(source.icc)
    return source.facts.color != "rgb" or options.profile is not ProfileChoice.SRGB or not is_srgb


def _through_working(source: SourceImage, profile: bytes | None, depth: int) -> NDArray[Any]:
    return by_strips(
        lambda strip: icc.from_working(icc.to_working(strip, source.facts.color, source.icc), profile, depth),
        source.samples,
    )


def _at_depth(samples: NDArray[Any], depth: int) -> NDArray[Any]:
    """The same values in 8, 16 or 32 bits; between 8 and 16 without loss upwards, rounded downwards."""
    if samples.dtype.itemsize * 8 == depth:
        return samples
    if samples.dtype == np.uint8 and depth == 16:
        return samples.astype(np.uint16) * np.uint16(257)
    return by_strips(lambda strip: icc.to_samples(to_unit(strip), depth), samples)


def _fitted(picture: Picture, notices: tuple[str, ...], target_format: str) -> tuple[Picture, tuple[str, ...]]:
    """Give up what the format cannot hold, and say so beside what was told already."""
    warnings = list(notices)
    channels = picture.samples.shape[2]
    if target_format == "JPEG" and picture.alpha is not None:
        picture = replace(picture, samples=_on_white(picture.samples, picture.alpha), alpha=None)
        warnings.append(tr("Transparent parts became white, because JPEG has no transparency."))
    if channels == _CMYK_CHANNELS and target_format in ("PNG", "WEBP"):
        picture = _as_rgb(picture, "cmyk")
        warnings.append(
            tr("The inks were converted to sRGB, because {target_format} has no CMYK.", target_format=target_format)
        )
    elif channels == 1 and target_format == "WEBP":
        picture = _as_rgb(picture, "gray")
    return picture, tuple(warnings)


def _as_rgb(picture: Picture, color: str) -> Picture:
    depth = picture.samples.dtype.itemsize * 8
    profile = icc.srgb_profile() if picture.icc is not None or color == "cmyk" else None
    samples = by_strips(
        lambda strip: icc.from_working(icc.to_working(strip, color, picture.icc), profile, depth), picture.samples
    )
    return replace(picture, samples=samples, icc=profile)


def _on_white(samples: NDArray[Any], alpha: NDArray[Any]) -> NDArray[Any]:
    full = full_scale(samples.dtype)
    white = 0.0 if samples.shape[2] == _CMYK_CHANNELS else full

    def blend(strip: NDArray[Any], opacity: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(np.rint(white + (strip - np.float32(white)) * to_unit(opacity)[..., None]), samples.dtype)

    return by_strips(blend, samples, alpha)


def _write(picture: Picture, target: Path, target_format: str, options: ExportOptions) -> tuple[str, ...]:
    writers: dict[str, Callable[[BinaryIO], tuple[str, ...]]] = {
        "JPEG": lambda file: coded.write_jpeg(picture, options.quality, file),
        "PNG": lambda file: coded.write_png(picture, file),
        "TIFF": lambda file: tiff.write(picture, file),
        "WEBP": lambda file: coded.write_webp(picture, options.quality, file),
    }
    warnings: list[str] = []
    atomic_write(target, lambda file: warnings.extend(writers[target_format](file)))
    return tuple(warnings)
