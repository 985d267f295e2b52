"""The preferences: what is chosen acts at once, so that it can be judged, and there is nothing to confirm."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_foot
from pellucid.ui.language import Tongue
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
from pellucid.ui.preferences.keymap import Keymap
from pellucid.ui.preferences.keys_page import KeysPage
from pellucid.ui.preferences.monitor_field import MonitorField
from pellucid.ui.quiet_label import QuietLabel
from pellucid.ui.rows import add_row
from pellucid.ui.settings import Settings
from pellucid.ui.style.surround import Surround
from pellucid.ui.style.title import Title
from pellucid.ui.theme import Scheme

T = TypeVar("T")

_TONGUES = {Tongue.SYSTEM: mark("As the system"), Tongue.ENGLISH: "English", Tongue.GERMAN: "Deutsch"}
_SCHEMES = {Scheme.DARK: mark("Dark"), Scheme.LIGHT: mark("Light"), Scheme.SYSTEM: mark("As the system")}
_SURROUNDS = {
    Surround.THEME: mark("Goes with the theme"),
    Surround.DARK: mark("Dark"),
    Surround.GRAY: mark("Middle gray"),
    Surround.WHITE: mark("White"),
}
_WHEELS = {False: mark("Zooms, at the pointer"), True: mark("Scrolls; with Ctrl it zooms")}
_DEVICES = {"": mark("The fastest one"), "cpu": mark("The processor only")}
_PRECISIONS = {"": mark("Automatic"), "full": mark("Full")}
_PROOFS = {False: mark("Not told"), True: mark("Told in exported files")}
_MONITOR_HELP = mark(
    "The photo is shown in the colours of the display. Measured displays have a profile of their own; on macOS the "
    "system converts by itself."
)
_LIST_PX, _GAP_PX, _HINT_AIR_PX = 150, 18, 5


class PreferencesDialog(QDialog):
    """Pages beside a list of their titles.

    Args:
        settings: what is chosen now, and remembered.
        keymap: the keys.
        follow: is called when something was chosen that the window shows.
        parent: the window.
    """

    def __init__(self, settings: Settings, keymap: Keymap, follow: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self.resize(760, 520)
        self._settings, self._follow = settings, follow
        self.pages = QStackedWidget()
        self.titles = QListWidget()
        self.titles.setAccessibleName(tr("Pages"))
        self.titles.setFixedWidth(_LIST_PX)
        self.keys = KeysPage(keymap)
        for title, page in (
            (tr("Appearance"), self._appearance()),
            (tr("Mouse"), self._mouse()),
            (tr("Export", "page"), self._export()),
            (tr("Performance"), self._performance()),
            (tr("Keys"), self.keys),
        ):
            add_row(self.titles, title)
            self.pages.addWidget(_titled(title, page))
        self.titles.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.titles.setCurrentRow(0)
        beside = QHBoxLayout()
        beside.setSpacing(20)
        beside.addWidget(self.titles)
        beside.addWidget(self.pages, 1)
        lay_out(QVBoxLayout(self), (beside, 1), make_foot(close=self.accept), margins=DIALOG_MARGINS, spacing=16)

    def _appearance(self) -> QWidget:
        settings = self._settings
        self.language = self._choice(tr("Language"), _TONGUES, settings.tongue(), settings.set_tongue)
        self.theme = self._choice(tr("Theme"), _SCHEMES, settings.scheme(), settings.set_scheme)
        self.surround = self._choice(tr("Around the photo"), _SURROUNDS, settings.surround(), settings.set_surround)
        self.monitor = MonitorField(settings, self._follow)
        return _form(
            (tr("Language"), self.language, tr("From the next start on.")),
            (tr("Theme"), self.theme, ""),
            (tr("Around the photo"), self.surround, tr("Colours are judged most surely beside a neutral gray.")),
            (tr("Monitor profile"), self.monitor, tr(_MONITOR_HELP)),
        )

    def _mouse(self) -> QWidget:
        settings = self._settings
        self.wheel = self._choice(tr("Wheel"), _WHEELS, settings.wheel_scrolls(), settings.set_wheel_scrolls)
        return _form(
            (tr("The wheel"), self.wheel, tr("In the photo. Sliders turn with the wheel while they have the focus."))
        )

    def _export(self) -> QWidget:
        settings = self._settings
        self.proof = self._choice(
            tr("Proof"), _PROOFS, settings.export_options().proof, lambda proof: settings.set_proof(proof=proof)
        )
        return _form(
            (
                tr("How it was made"),
                self.proof,
                tr(
                    "Operations and their settings, networks with their digests, and the version of Pellucid, in the "
                    "XMP history that other programs show. No names that you gave, and no times."
                ),
            ),
        )

    def _performance(self) -> QWidget:
        settings = self._settings
        self.device = self._choice(tr("Device"), _DEVICES, settings.device(), settings.set_device)
        self.precision = self._choice(tr("Precision"), _PRECISIONS, settings.precision(), settings.set_precision)
        return _form(
            (
                tr("Compute on"),
                self.device,
                tr("From the next start on. The status bar says which one it is, and why."),
            ),
            (
                tr("Precision"),
                self.precision,
                tr(
                    "From the next start on. Automatic denoises with less precise numbers where this processor is much "
                    "quicker with them; you will not see it, but files differ a little from those of other machines."
                ),
            ),
        )

    def _choice(self, name: str, labels: Mapping[T, str], chosen: T, keep: Callable[[T], None]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        for value, label in labels.items():
            combo.addItem(tr(label), value)
        combo.setCurrentIndex(list(labels).index(chosen))

        def choose(_index: int) -> None:
            keep(combo.currentData())
            self._follow()

        combo.activated.connect(choose)
        return combo


def _titled(title: str, page: QWidget) -> QWidget:
    whole = QWidget()
    lay_out(QVBoxLayout(whole), Title(title), (page, 1), margins=(0, 4, 0, 0), spacing=16)
    return whole


def _form(*rows: tuple[str, QWidget, str]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    for text, control, help_text in rows:
        label = QLabel(text)
        label.setBuddy(control)
        at = grid.rowCount()
        grid.addWidget(label, at, 0)
        grid.addWidget(control, at, 1)
        if help_text:
            hint = QuietLabel(help_text)
            hint.setContentsMargins(0, _HINT_AIR_PX, 0, 0)
            grid.addWidget(hint, at + 1, 1)
        grid.setRowMinimumHeight(at + 2, _GAP_PX)
    grid.setRowStretch(grid.rowCount(), 1)
    return page
