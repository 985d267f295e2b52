"""Export presets: named ways to export, one JSON file each in the data folder.

{"schema": 1, "name": "...", "options": {...}, "pattern": "{name}", "existing": "unique"}
"""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from pellucid.document.plain_values import PlainReader, to_plain
from pellucid.document.sidecar import read_bytes
from pellucid.document.strict_json import Refused, check_keys, check_schema, parse
from pellucid.foundation.atomic import make_folder, write_json, write_reason
from pellucid.foundation.errors import PellucidError, UnreadableError, UnwritableError
from pellucid.foundation.export_options import Existing, ExportOptions
from pellucid.foundation.name_pattern import NAME_ONLY, NamePattern
from pellucid.foundation.paths import data_dir
from pellucid.foundation.translation import tr

SCHEMA = 1
_LONGEST_BYTES = 100_000
_ENDING = ".json"


@dataclass(frozen=True)
class ExportPreset:
    """A named way to export.

    Attributes:
        name: given by the person.
        options: format, size and all else; `overwrite` does not count.
        pattern: of the names, as `NamePattern.text`.
        existing: what is done where a file is there already.
    """

    name: str
    options: ExportOptions = field(default_factory=ExportOptions)
    pattern: str = NAME_ONLY
    existing: Existing = Existing.UNIQUE


def export_presets_dir() -> Path:
    """Where they lie."""
    return data_dir() / "export_presets"


def find_export_presets(folder: Path | None = None) -> list[ExportPreset]:
    """All that can be read, by their names."""
    found = []
    for path in sorted((folder or export_presets_dir()).glob(f"*{_ENDING}")):
        try:
            found.append(read(path))
        except UnreadableError:
            continue
    return sorted(found, key=lambda preset: preset.name.casefold())


def read(path: Path) -> ExportPreset:
    """Read an export preset.

    Raises:
        UnreadableError: the file is missing, denied, not regular or no export preset.
    """
    try:
        content = parse(read_bytes(path), _LONGEST_BYTES)
        check_keys(content, ["schema", "name", "options"], ["pattern", "existing"])
        check_schema(content.pop("schema"), SCHEMA)
        preset = PlainReader().read(ExportPreset, content)
        NamePattern(preset.pattern)
        return replace(preset, options=replace(preset.options, overwrite=False))
    except (Refused, RecursionError) as refused:
        raise UnreadableError(
            tr("{path}: This export preset cannot be read: {refused}.", path=path, refused=refused)
        ) from refused
    except PellucidError as error:
        raise UnreadableError(f"{path}: {error}") from error


def write(preset: ExportPreset, folder: Path | None = None) -> Path:
    """Keep a preset, in the place of one with its name.

    Returns:
        Its file.

    Raises:
        UnwritableError: it cannot be kept; one that was there is as it was.
    """
    path = _file(preset.name, folder)
    make_folder(path.parent)
    kept = replace(preset, options=replace(preset.options, overwrite=False))
    write_json(path, {"schema": SCHEMA, **to_plain(kept, ExportPreset)})
    return path


def remove(name: str, folder: Path | None = None) -> None:
    """Take a preset away; nothing happens where there is none.

    Raises:
        UnwritableError: it stays.
    """
    path = _file(name, folder)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableError(
            tr("{path}: cannot be removed, because {reason}.", path=path, reason=write_reason(error))
        ) from error


def _file(name: str, folder: Path | None) -> Path:
    """A name may hold what no file name may; its digest is the same on every system."""
    digest = hashlib.sha256(name.strip().casefold().encode()).hexdigest()[:16]
    return (folder or export_presets_dir()) / f"{digest}{_ENDING}"
