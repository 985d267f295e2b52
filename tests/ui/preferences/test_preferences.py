"""What is chosen in the preferences acts at once and stays."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

from pellucid.foundation.export_options import ExportOptions
from pellucid.ui.main_window import MainWindow
from pellucid.ui.preferences.dialog import PreferencesDialog
from pellucid.ui.settings import Settings
from pellucid.ui.style.surround import Surround
from pellucid.ui.style.tones import LIGHT
from pellucid.ui.theme import Scheme


@pytest.fixture
def dialog(window: MainWindow) -> PreferencesDialog:
    window.commands["preferences"].trigger()
    assert window.preferences.dialog is not None
    return window.preferences.dialog


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_the_theme(window: MainWindow, dialog: PreferencesDialog) -> None:
    choose(dialog.theme, Scheme.LIGHT)
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
    assert Settings().scheme() is Scheme.LIGHT


@pytest.mark.parametrize(("surround", "gray"), [(Surround.WHITE, 255), (Surround.GRAY, 119), (Surround.DARK, 26)])
def test_the_gray_around_the_photo(
    window: MainWindow, dialog: PreferencesDialog, surround: Surround, gray: int
) -> None:
    choose(dialog.surround, surround)
    shown = window.canvas.grab().toImage().pixelColor(QPoint(2, 2))
    assert (shown.red(), shown.green(), shown.blue()) == (gray, gray, gray)
    assert Settings().surround() is surround


def turn_wheel(window: MainWindow, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QPointF(100, 100)
    phase = Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(
        at, window.canvas.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, modifiers, phase, False
    )
    QApplication.sendEvent(window.canvas, turn)


def test_the_wheel_zooms_or_scrolls(window: MainWindow, dialog: PreferencesDialog) -> None:
    window.canvas.zoom_to(8.0)
    before = window.canvas.view
    choose(dialog.wheel, True)
    turn_wheel(window)
    assert window.canvas.view.zoom == before.zoom
    assert window.canvas.view.centre_y > before.centre_y
    turn_wheel(window, Qt.KeyboardModifier.ControlModifier)
    assert window.canvas.view.zoom < before.zoom
    choose(dialog.wheel, False)
    zoom = window.canvas.view.zoom
    turn_wheel(window)
    assert window.canvas.view.zoom < zoom


def test_the_device_is_remembered(window: MainWindow, dialog: PreferencesDialog) -> None:
    assert Settings().device() == ""
    choose(dialog.device, "cpu")
    assert Settings().device() == "cpu"


def test_the_precision_is_remembered(dialog: PreferencesDialog) -> None:
    assert Settings().precision() == ""
    choose(dialog.precision, "full")
    assert Settings().precision() == "full"


def test_proof_of_exports_is_chosen_and_the_other_choices_of_an_export_stay(
    window: MainWindow, dialog: PreferencesDialog
) -> None:
    Settings().set_export_options(ExportOptions(format="TIFF", quality=71))
    choose(dialog.proof, True)
    assert Settings().export_options() == ExportOptions(format="TIFF", quality=71, proof=True)


def test_it_opens_once_and_shows_the_keys_when_the_sheet_asks(window: MainWindow, dialog: PreferencesDialog) -> None:
    window.preferences.open_keys()
    assert window.preferences.dialog is dialog
    assert dialog.keys.isVisible()
