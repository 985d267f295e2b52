"""Choices of an export as texts of the settings file."""

from collections.abc import Callable
from dataclasses import dataclass

from pellucid.foundation.export_options import Existing, ExportOptions, MetadataChoice, ProfileChoice, Sharpening
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.foundation.photo_folder import EXPORT_MARK
from pellucid.ui.settings import read_value

_USUAL_PATTERN = f"{{name}}{EXPORT_MARK}"


@dataclass(frozen=True)
class Naming:
    """How the files of several exports are named: by which pattern, and what is done where one is there already."""

    pattern: str = _USUAL_PATTERN
    existing: Existing = Existing.UNIQUE


def read_naming(text: Callable[[str], str]) -> Naming:
    """A naming out of texts, as `read_options`; that files are replaced is never remembered."""
    existing = read_value(Existing, text("existing"), Existing.UNIQUE)
    return Naming(text("pattern") or _USUAL_PATTERN, Existing.UNIQUE if existing is Existing.OVERWRITE else existing)


def read_options(text: Callable[[str], str]) -> ExportOptions:
    """Choices out of texts.

    Args:
        text: of a name, empty where there is none; what cannot be read is as if it were not there.
    """
    depth = read_value(int, text("depth"), 0)
    return ExportOptions(
        format=text("format") or None,
        depth=depth if depth in (8, 16) else None,
        quality=min(100, max(1, read_value(int, text("quality"), ExportOptions.quality))),
        profile=read_value(ProfileChoice, text("profile"), ProfileChoice.SOURCE),
        metadata=read_value(MetadataChoice, text("metadata"), MetadataChoice.ALL),
        size=_read_size(text("size")),
        sharpening=read_value(Sharpening, text("sharpening"), Sharpening.NONE),
        proof=text("proof") == "yes",
    )


def write_options(options: ExportOptions) -> dict[str, str]:
    """Texts of choices by name, `overwrite` excepted."""
    return {
        "format": options.format or "",
        "depth": str(options.depth or 0),
        "quality": str(options.quality),
        "profile": options.profile.value,
        "metadata": options.metadata.value,
        "size": _write_size(options.size),
        "sharpening": options.sharpening.value,
        "proof": "yes" if options.proof else "",
    }


def _write_size(size: OutputSize | None) -> str:
    if size is None:
        return ""
    return f"{size.measure.value};{size.value:g};{size.height:g};{'enlarge' if size.enlarges else ''}"


def _read_size(text: str) -> OutputSize | None:
    try:
        word, value, height, enlarge = text.split(";")
        return OutputSize(Measure(word), float(value), float(height), enlarges=enlarge == "enlarge")
    except ValueError:
        return None
