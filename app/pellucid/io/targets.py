"""What an export may become: format, depth and profile, and which targets are refused before any work is done."""

import os
import unicodedata
from pathlib import Path

from pellucid.foundation import formats
from pellucid.foundation.errors import UnsupportedError, UsageError
from pellucid.foundation.export_options import ExportOptions, ProfileChoice
from pellucid.foundation.paths import shown
from pellucid.foundation.translation import tr
from pellucid.io import icc, profiles
from pellucid.io.source_image import SourceImage

_EXTENSIONS = formats.endings_of(*formats.written())
_WRITTEN = tuple(_EXTENSIONS.values())
_READ_ONLY = formats.endings_of(*(entry for entry in formats.FORMATS if not entry.writes))
_SHALLOW, _DEEP = 8, 16
_QUALITIES = range(1, 101)


def check_target(source: SourceImage, target: Path, options: ExportOptions) -> str:
    """Decide the format and refuse what cannot or must not be written.

    Returns:
        `JPEG`, `PNG`, `TIFF` or `WEBP`.

    Raises:
        UsageError: unknown extension, the target is the source, it exists and may not be replaced, the picture is
            larger than the format holds, or depth or quality make no sense.
        UnsupportedError: a format that Pellucid reads but does not write.
    """
    target_format = _format(target, options)
    _refuse_source(source, target)
    if not options.overwrite and os.path.lexists(target):
        raise UsageError(
            tr(
                "{target}: the file exists already. Allow overwriting (--force) or choose another name.",
                target=shown(target),
            )
        )
    _check_choices(source, target, target_format, options)
    return target_format


def output_profile(source: SourceImage, options: ExportOptions) -> bytes | None:
    """Profile that edited pixels are written in; None means sRGB without a profile in the file.

    A gray photo stays gray: its own gray profile, or gray with the curve that sRGB and Display P3 share.
    """
    if source.facts.color == "gray":
        keeps = options.profile is ProfileChoice.SOURCE and icc.encodes_gray(source.icc)
        return source.icc if keeps else profiles.gray_profile()
    if options.profile is ProfileChoice.SRGB:
        return icc.srgb_profile()
    if options.profile is ProfileChoice.DISPLAY_P3:
        return icc.display_p3_profile()
    if source.facts.color == "cmyk":
        return icc.srgb_profile()
    parsed = profiles.parse(source.icc) if source.icc is not None else None
    if parsed is not None and not parsed.can_write:
        return icc.srgb_profile()
    return source.icc


def output_depth(source: SourceImage, options: ExportOptions, target_format: str) -> int:
    """Bits of a sample that edited pixels are written in: 8, 16, or 32 of a float photo where the format holds them."""
    depths = formats.by_id(target_format).depths
    if _DEEP not in depths:
        return _SHALLOW
    if options.depth is not None:
        return options.depth
    return max(depth for depth in depths if depth <= max(source.facts.bit_depth, _SHALLOW))


def _format(target: Path, options: ExportOptions) -> str:
    if options.format is not None:
        if options.format not in _WRITTEN:
            known = ", ".join(dict.fromkeys(_WRITTEN))
            raise UsageError(
                tr(
                    "{format}: this is no format to export to. Choose one of {known}.",
                    format=options.format,
                    known=known,
                )
            )
        return options.format
    extension = target.suffix.lower()
    if extension in _READ_ONLY:
        raise UnsupportedError(
            tr("{target}: Pellucid reads this format but does not write it. Use .tif or .jpg.", target=shown(target))
        )
    if extension not in _EXTENSIONS:
        raise UsageError(
            tr(
                "{target}: the name does not tell the format. End it with .jpg, .png, .tif or .webp.",
                target=shown(target),
            )
        )
    return _EXTENSIONS[extension]


def _refuse_source(source: SourceImage, target: Path) -> None:
    if _same_file(source.facts.path, target):
        raise UsageError(
            tr(
                "{target}: this is the photo itself, which Pellucid never overwrites. Choose another name.",
                target=shown(target),
            )
        )


def _same_file(source: Path, target: Path) -> bool:
    """Same path, link of either kind, or a name that only differs in case or in the form of its accents."""
    try:
        if source.samefile(target):
            return True
    except (OSError, ValueError):
        pass  # One of them does not exist; the names still may mean the same.
    return _folded(source) == _folded(target)


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", os.path.realpath(path)).casefold()


def _check_choices(source: SourceImage, target: Path, target_format: str, options: ExportOptions) -> None:
    written = formats.by_id(target_format)
    size = source.facts.size
    if max(size.width, size.height) > written.longest_side_px:
        raise UsageError(
            tr(
                "{target}: the photo has {width} × {height} pixels, but {target_format} holds {longest_side_px:,} a "
                "side. Export it as TIFF or PNG.",
                target=shown(target),
                width=size.width,
                height=size.height,
                target_format=target_format,
                longest_side_px=written.longest_side_px,
            )
        )
    if options.depth not in (None, _SHALLOW, _DEEP):
        raise UsageError(tr("{depth} bits cannot be written. Choose 8 or 16.", depth=options.depth))
    if options.depth == _DEEP and _DEEP not in written.depths:
        raise UsageError(
            tr(
                "{target}: {target_format} holds 8 bits only. Choose TIFF or PNG for 16 bits.",
                target=shown(target),
                target_format=target_format,
            )
        )
    if options.quality not in _QUALITIES:
        raise UsageError(tr("A quality of {quality} makes no sense. Choose 1 to 100.", quality=options.quality))
