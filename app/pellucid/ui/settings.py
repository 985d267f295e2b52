"""What the window remembers between two starts: places, recent photos, the last export. One INI file, no registry."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow

from pellucid.foundation.eyes import AnaglyphMode
from pellucid.foundation.paths import absolute, config_dir
from pellucid.ui.frame_fit import first_size
from pellucid.ui.language import Tongue
from pellucid.ui.style.surround import Surround
from pellucid.ui.theme import Scheme

if TYPE_CHECKING:
    from pellucid.document.display_request import MonitorChoice
    from pellucid.foundation.export_options import ExportOptions
    from pellucid.ui.canvas.mask_style import MaskStyle
    from pellucid.ui.export_settings import Naming

RECENT_KEPT = 10

_FIRST_SIZE = QSize(1800, 1200)

T = TypeVar("T")


class Settings:
    """Typed access to the settings file; a damaged value reads as not there."""

    def __init__(self) -> None:
        self._store = QSettings(str(config_dir() / "window.ini"), QSettings.Format.IniFormat)

    def recent(self) -> list[Path]:
        """Photos opened last, the newest first; those that are gone stay, since their disk may come back.

        Of a path that is not absolute nobody knows any more what it was relative to.
        """
        return [path for text in self._texts("recent") if (path := Path(text)).is_absolute()]

    def add_recent(self, path: Path) -> None:
        """Put a photo in front of the recent ones."""
        newest = absolute(path)
        others = [str(known) for known in self.recent() if known != newest]
        self._store.setValue("recent", [str(newest), *others][:RECENT_KEPT])

    def clear_recent(self) -> None:
        """Forget the recent photos."""
        self._store.remove("recent")

    def folder(self, purpose: str) -> Path:
        """Folder used last for `open` or `export`; the home folder where there is none."""
        text = self._text(f"{purpose}_folder")
        return Path(text) if text and Path(text).is_dir() else Path.home()

    def set_folder(self, purpose: str, folder: Path) -> None:
        """Remember a folder."""
        self._store.setValue(f"{purpose}_folder", str(absolute(folder)))

    def restore_place(self, window: QMainWindow) -> None:
        """Put a window where it was, or give it a fair part of the screen; `frame_fit` sees to the frame."""
        geometry, arrangement = self._store.value("geometry"), self._store.value("arrangement")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            window.resize(first_size(window.screen().availableGeometry(), _FIRST_SIZE))
        if isinstance(arrangement, QByteArray):
            window.restoreState(arrangement)

    def keep_place(self, window: QMainWindow) -> None:
        """Remember where a window is and how its parts are arranged."""
        self._store.setValue("geometry", window.saveGeometry())
        self._store.setValue("arrangement", window.saveState())

    def folded(self, at_first: list[str]) -> list[str]:
        """Operations whose cards are folded; `at_first` at the first start."""
        return self._texts("folded") if self._store.contains("folded") else at_first

    def set_folded(self, operations: list[str]) -> None:
        """Remember which cards are folded."""
        self._store.setValue("folded", operations)

    def scheme(self) -> Scheme:
        """Dark, light, or as the system is."""
        return read_value(Scheme, self._text("theme"), Scheme.DARK)

    def set_scheme(self, scheme: Scheme) -> None:
        """Remember the colours of the window."""
        self._store.setValue("theme", scheme.value)

    def tongue(self) -> Tongue:
        """The language of the window."""
        return read_value(Tongue, self._text("language"), Tongue.SYSTEM)

    def set_tongue(self, tongue: Tongue) -> None:
        """Remember the language, for the next start."""
        self._store.setValue("language", tongue.value)

    def surround(self) -> Surround:
        """The gray around the photo."""
        return read_value(Surround, self._text("surround"), Surround.THEME)

    def set_surround(self, surround: Surround) -> None:
        """Remember the gray around the photo."""
        self._store.setValue("surround", surround.value)

    def wheel_scrolls(self) -> bool:
        """True where the wheel moves the photo, and zooms with Ctrl only."""
        return self._text("wheel") == "scrolls"

    def set_wheel_scrolls(self, scrolls: bool) -> None:
        """Remember what the wheel does."""
        self._store.setValue("wheel", "scrolls" if scrolls else "zooms")

    def monitor(self) -> "tuple[MonitorChoice, Path | None]":
        """Where the profile of the display comes from, and its file where one was chosen."""
        from pellucid.document.display_request import MonitorChoice  # noqa: PLC0415 -- not needed to start

        choice, file = (
            read_value(MonitorChoice, self._text("monitor"), MonitorChoice.SYSTEM),
            self._text("monitor_file"),
        )
        return choice, Path(file) if choice is MonitorChoice.FILE and file else None

    def set_monitor(self, choice: "MonitorChoice", file: Path | None = None) -> None:
        """Choose it."""
        self._store.setValue("monitor", choice.value)
        self._store.setValue("monitor_file", str(file or ""))

    def proof_profile(self) -> Path | None:
        """File of the profile that is proofed for; None where none was chosen."""
        file = self._text("proof_file")
        return Path(file) if file else None

    def set_proof_profile(self, file: Path) -> None:
        """Choose it."""
        self._store.setValue("proof_file", str(absolute(file)))

    def has_navigator(self) -> bool:
        """True where the navigator shows while a photo is larger than the canvas."""
        return self._text("navigator") != "hidden"

    def set_navigator(self, shown: bool) -> None:
        """Choose it."""
        self._store.setValue("navigator", "shown" if shown else "hidden")

    def device(self) -> str:
        """Where networks are computed, as for `PELLUCID_DEVICE`; empty leaves it to the program."""
        return self._text("device")

    def set_device(self, device: str) -> None:
        """Remember where networks are computed."""
        self._store.setValue("device", device)

    def precision(self) -> str:
        """With which precision networks compute, as for `PELLUCID_PRECISION`; empty leaves it to the program."""
        return self._text("precision")

    def set_precision(self, precision: str) -> None:
        """Remember it."""
        self._store.setValue("precision", precision)

    def mask_style(self) -> "MaskStyle":
        """How masks are shown over the photo."""
        from pellucid.ui.canvas.mask_style import read_style  # noqa: PLC0415 -- not needed to start

        return read_style(self._text("mask"))

    def set_mask_style(self, style: "MaskStyle") -> None:
        """Remember how masks are shown."""
        self._store.setValue("mask", style.words)

    def program(self) -> str:
        """The other program that opened a picture last, or empty."""
        return self._text("program")

    def set_program(self, program: str) -> None:
        """Remember the other program."""
        self._store.setValue("program", program)

    def keys(self) -> dict[str, str]:
        """Keys that the person gave to actions, by name; see `preferences.keymap`."""
        self._store.beginGroup("keys")
        found = {name: self._text(name) for name in self._store.childKeys()}
        self._store.endGroup()
        return found

    def set_keys(self, action: str, text: str | None) -> None:
        """Remember the keys of an action; None for its own."""
        if text is None:
            self._store.remove(f"keys/{action}")
        else:
            self._store.setValue(f"keys/{action}", text)

    def anaglyph(self) -> AnaglyphMode:
        """Colours of anaglyphs that were chosen last."""
        return read_value(AnaglyphMode, self._text("anaglyph"), AnaglyphMode.LEAST_SQUARES)

    def set_anaglyph(self, anaglyph_mode: AnaglyphMode) -> None:
        """Remember the colours of anaglyphs."""
        self._store.setValue("anaglyph", anaglyph_mode.value)

    def is_new_of_device(self, note: str) -> bool:
        """Remember what was said of the device; True where there is a note, and another one than the last time."""
        known = self._text("device_note")
        self._store.setValue("device_note", note)
        return note not in ("", known)

    def export_options(self) -> "ExportOptions":
        """Choices of the last export; `overwrite` is never remembered."""
        from pellucid.ui.export_settings import read_options  # noqa: PLC0415 -- not needed to start

        return read_options(lambda name: self._text(f"export/{name}"))

    def set_export_options(self, options: "ExportOptions") -> None:
        """Remember the choices of an export."""
        from pellucid.ui.export_settings import write_options  # noqa: PLC0415 -- as above

        for name, text in write_options(options).items():
            self._store.setValue(f"export/{name}", text)

    def set_proof(self, *, proof: bool) -> None:
        """Remember whether exports tell how they were made."""
        self.set_export_options(replace(self.export_options(), proof=proof))

    def export_naming(self) -> "Naming":
        """How files of several exports were named last."""
        from pellucid.ui.export_settings import read_naming  # noqa: PLC0415 -- as above

        return read_naming(lambda name: self._text(f"export/{name}"))

    def set_export_naming(self, naming: "Naming") -> None:
        """Remember how files of several exports are named."""
        self._store.setValue("export/pattern", naming.pattern)
        self._store.setValue("export/existing", naming.existing.value)

    def _text(self, name: str) -> str:
        value = self._store.value(name, "")
        return str(value) if isinstance(value, str | int) else ""

    def _texts(self, name: str) -> list[str]:
        # Qt writes a list of one as a plain text.
        value = self._store.value(name)
        values = value if isinstance(value, list) else [value] if value else []
        return [str(entry) for entry in values]


def read_value(kind: "type[T]", text: str, default: T) -> T:
    """A value of a kind out of its text, or the default where the text is none."""
    try:
        return kind(text)  # type: ignore[call-arg]
    except ValueError:
        return default
