"""Qt's translators behind `foundation.translation`.

A catalogue is `resources/translations/pellucid_<language>.ts`. The built program has what Qt Linguist makes of it, a
`.qm`; in a checkout, where texts change, that is made when it is first asked for and lies in the cache folder
(decision 0035).
"""

import hashlib
import logging
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from pellucid.foundation import translation
from pellucid.foundation.paths import cache_dir, resources_dir

CONTEXT = "Pellucid"
"""The one context of all texts in a catalogue."""

_PADDING = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor "

log = logging.getLogger("pellucid.language")


def speak(application: QCoreApplication, locale: QLocale) -> None:
    """Show all texts in a language, those of Qt's own buttons and menus too; in English where it has no catalogue."""
    name = QLocale.languageToCode(locale.language())
    own, of_qt = QTranslator(application), QTranslator(application)
    catalogue = find_catalogue(name)
    if catalogue is None or not own.load(str(catalogue)):
        log.info("there is no catalogue of “%s”: the window is in English", name)
        return
    QLocale.setDefault(locale)
    if of_qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(of_qt)
    application.installTranslator(own)
    figures = {".": locale.decimalPoint(), ",": locale.groupSeparator()}
    translation.speak(translation.Language(partial(QCoreApplication.translate, CONTEXT), figures))


def speak_pseudo(application: QCoreApplication) -> None:
    """Show all texts in brackets and longer."""
    application.installTranslator(_PseudoTranslator(application))
    translation.speak(translation.Language(lambda text, _meaning, _count: pseudo(text), {}))


def pseudo(text: str) -> str:
    """A text in brackets, longer by 40 %; names of values and the mnemonic stay."""
    wanted = round(0.4 * len(text) + 0.5)
    repeated = _PADDING * (wanted // len(_PADDING) + 1)
    return f"⟦{text} {repeated[: max(1, wanted - 3)].strip()}⟧"


def find_catalogue(name: str) -> Path | None:
    """The `.qm` of a language, made from its `.ts` where that is there; None where there is neither."""
    source = resources_dir() / "translations" / f"pellucid_{name}.ts"
    if not source.is_file():
        shipped = source.with_suffix(".qm")
        return shipped if shipped.is_file() else None
    made = cache_dir() / "translations" / f"{name}-{hashlib.sha256(source.read_bytes()).hexdigest()[:16]}.qm"
    return made if made.is_file() or release(source, made) else None


def release(source: Path, target: Path) -> bool:
    """Make a `.qm` by Qt Linguist's tool, which PySide brings along; False where that does not work."""
    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    unfinished = target.with_suffix(f".{os.getpid()}.unfinished")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([str(tool), "-silent", str(source), "-qm", str(unfinished)], check=True, capture_output=True)
        unfinished.replace(target)
    except (OSError, subprocess.CalledProcessError) as error:
        log.info("%s is not released: %s", source.name, error)
        return False
    return True


class _PseudoTranslator(QTranslator):
    """Qt's own texts, as those of its buttons, in the pseudo-language."""

    def translate(self, _context: str, source: str, _meaning: str | None = None, _count: int = -1) -> str:
        return pseudo(source)

    def isEmpty(self) -> bool:  # noqa: N802 -- Qt's name
        return False
