"""The presets that are there: those of the person, one file each in the data folder, and those that Pellucid brings.

Names are told apart without regard to case; what is saved or imported under one that is taken gets a number. The
presets of Pellucid are never written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pellucid.document import presets
from pellucid.document.presets import Preset
from pellucid.foundation.atomic import make_folder, write_bytes, write_reason
from pellucid.foundation.errors import UnreadableError, UnwritableError, UsageError
from pellucid.foundation.naming import checked_name, free_name, slug
from pellucid.foundation.paths import data_dir, resources_dir
from pellucid.foundation.translation import tr

SUFFIX = ".pellucid-preset"


@dataclass(frozen=True)
class KeptPreset:
    """A preset and the file it lies in; one that Pellucid brings can be used and copied, and is never changed."""

    preset: Preset
    path: Path
    is_bundled: bool = False

    @property
    def name(self) -> str:
        """What the person calls it."""
        return self.preset.name

    @property
    def shown_name(self) -> str:
        """The name in the window; that of one that Pellucid brings is translated."""
        return tr(self.name, "preset") if self.is_bundled else self.name


@dataclass(frozen=True)
class DeletedPreset:
    """What it takes to bring a deleted preset back: its file, to the byte."""

    path: Path
    data: bytes


def presets_dir() -> Path:
    """Where the person's presets lie."""
    return data_dir() / "presets"


def bundled_dir() -> Path:
    """Where those lie that Pellucid brings."""
    return resources_dir() / "presets"


def list_presets() -> tuple[KeptPreset, ...]:
    """All presets: those that Pellucid brings, then the person's by name; files that cannot be read are left out."""
    own = sorted(_read_all(presets_dir(), is_bundled=False), key=lambda kept: kept.name.casefold())
    return (*_read_all(bundled_dir(), is_bundled=True), *own)


def find_preset(text: str) -> Preset:
    """A preset by its name, or the one in a file.

    Raises:
        UsageError: there is none of that name; says which there are.
        UnreadableError: the file cannot be read, or is none.
    """
    kept = next((kept for kept in list_presets() if kept.name.casefold() == text.strip().casefold()), None)
    if kept is not None:
        return kept.preset
    path = Path(text)
    if path.suffix.lower() == SUFFIX or path.is_file():
        return presets.read(path)
    names = ", ".join(f"“{kept.name}”" for kept in list_presets())
    raise UsageError(f"there is no preset “{text}”; there are {names}, or name a file that ends in {SUFFIX}")


def save_preset(preset: Preset) -> KeptPreset:
    """Keep a preset among the person's own, under a name that no other has.

    Raises:
        UsageError: its name cannot be shown.
        UnwritableError: it cannot be kept.
    """
    named = replace(preset, name=_free(preset.name, list_presets()))
    folder = presets_dir()
    make_folder(folder)
    path = _free_file(folder, named.name)
    presets.write(path, named)
    return KeptPreset(named, path)


def rename_preset(kept: KeptPreset, name: str) -> KeptPreset:
    """Give one of the person's presets another name; its file stays.

    Raises:
        UsageError: the name cannot be shown.
        UnreadableError: it is not there any more.
        UnwritableError: it cannot be changed.
    """
    others = [other for other in list_presets() if other.path != kept.path]
    named = replace(presets.read(kept.path), name=_free(name, others))
    presets.write(kept.path, named)
    return replace(kept, preset=named)


def delete_preset(kept: KeptPreset) -> DeletedPreset:
    """Take one of the person's presets away; `restore_preset` brings it back.

    Raises:
        UnwritableError: its file cannot be deleted.
    """
    try:
        data = kept.path.read_bytes()
        kept.path.unlink()
    except OSError as error:
        raise UnwritableError(
            tr("{path}: cannot be deleted, because {reason}.", path=kept.path, reason=write_reason(error))
        ) from error
    return DeletedPreset(kept.path, data)


def restore_preset(deleted: DeletedPreset) -> None:
    """Bring a deleted preset back; where its file's name was taken meanwhile, under another.

    Raises:
        UnwritableError: it cannot be written.
    """
    make_folder(deleted.path.parent)
    path = deleted.path
    if path.exists():
        path = _free_file(path.parent, presets.decode(deleted.data).name)
    write_bytes(path, deleted.data)


def import_preset(file: Path) -> KeptPreset:
    """Keep a preset that lies in a file.

    Raises:
        UnreadableError: the file cannot be read, or is no preset.
        UsageError: its name cannot be shown.
        UnwritableError: it cannot be kept.
    """
    return save_preset(presets.read(file))


def export_preset(preset: Preset, target: Path) -> None:
    """Write a preset to a file, in the place of one that may be there.

    Raises:
        UnwritableError: the target cannot be written.
    """
    presets.write(target, preset)


def suggest_file(preset: Preset) -> str:
    """Name of the file to export to."""
    return f"{slug(preset.name, 'preset')}{SUFFIX}"


def _read_all(folder: Path, *, is_bundled: bool) -> Iterator[KeptPreset]:
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            yield KeptPreset(presets.read(path), path, is_bundled)
        except UnreadableError:
            continue


def _free(name: str, others: "tuple[KeptPreset, ...] | list[KeptPreset]") -> str:
    return free_name(checked_name(name, tr("a preset")), (other.name for other in others))


def _free_file(folder: Path, name: str) -> Path:
    stem, number = slug(name, "preset"), 1
    path = folder / f"{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    return path
