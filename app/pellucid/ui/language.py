"""The language of the window: which one is wanted, and who speaks it. English needs nothing but itself."""

import enum
import os

from PySide6.QtCore import QCoreApplication, QLocale


class Tongue(enum.Enum):
    """What can be chosen; the value is its name in settings and in `PELLUCID_LANGUAGE`."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    PSEUDO = "pseudo"
    """No language: every text in brackets and longer by 40 %, which shows what is not translated or has no room."""


def wanted_tongue(chosen: Tongue) -> Tongue:
    """What the window speaks: `PELLUCID_LANGUAGE` before the choice, and what the system speaks where asked."""
    told = os.environ.get("PELLUCID_LANGUAGE", "")
    tongue = next((known for known in Tongue if known.value == told), chosen)
    if tongue is not Tongue.SYSTEM:
        return tongue
    speaks_german = QLocale.system().language() == QLocale.Language.German
    return Tongue.GERMAN if speaks_german else Tongue.ENGLISH


def speak(application: QCoreApplication, tongue: Tongue) -> None:
    """Show all texts made from now on in a language; where its catalogue cannot be had, in English."""
    # Fields for numbers follow the texts, not the system: a comma beside a point would be read as a mistake.
    QLocale.setDefault(QLocale(QLocale.Language.English))
    if tongue is Tongue.ENGLISH:
        return
    from pellucid.ui import catalogues  # noqa: PLC0415 -- English needs none

    if tongue is Tongue.PSEUDO:
        catalogues.speak_pseudo(application)
    else:
        catalogues.speak(application, QLocale(QLocale.Language.German))
