"""A window stands on the screen with all of its frame."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Exactness
from pellucid.ui.frame_fit import FRAMELESS, first_size, fitted
from pellucid.ui.main_window import MainWindow
from pellucid.ui.style.tones import DARK
from ui.frames import make_facts

SMALL_SCREEN_PX = 800
AVAILABLE = QRect(0, 27, 1440, 873)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (QRect(100, 100, 900, 600), QRect(100, 100, 900, 600)),
        (QRect(0, 0, 1402, 924), QRect(0, 27, 1402, 873)),
        (QRect(600, 500, 1000, 700), QRect(440, 200, 1000, 700)),
        (QRect(-50, -50, 3000, 2000), AVAILABLE),
        (QRect(1900, 300, 800, 600), QRect(640, 300, 800, 600)),
    ],
)
def test_a_frame_is_made_to_fit(frame: QRect, expected: QRect) -> None:
    assert fitted(frame, AVAILABLE) == expected


def test_a_first_window_takes_at_most_four_fifths_of_the_screen() -> None:
    size = first_size(AVAILABLE, QSize(1800, 1200))
    assert (size.width() + 8) * (size.height() + 36) <= 0.8 * AVAILABLE.width() * AVAILABLE.height()
    assert first_size(QRect(0, 0, 3840, 2160), QSize(1800, 1200)) == QSize(1800, 1200)


def shows_wholly(window: MainWindow) -> bool:
    return window.screen().availableGeometry().contains(window.frameGeometry())


def test_a_window_that_was_kept_on_a_larger_screen_fits_this_one(empty_window: MainWindow, qtbot: QtBot) -> None:
    empty_window.resize(3000, 2000)
    empty_window.settings.keep_place(empty_window)
    later = MainWindow()
    qtbot.addWidget(later)
    later.show()
    qtbot.waitExposed(later)
    qtbot.waitUntil(lambda: shows_wholly(later))


def test_a_window_is_fitted_again_when_its_screen_has_changed(empty_window: MainWindow, qtbot: QtBot) -> None:
    empty_window.resize(3000, 2000)
    qtbot.wait(50)
    handle = empty_window.windowHandle()
    assert handle is not None
    handle.screenChanged.emit(handle.screen())
    qtbot.waitUntil(lambda: shows_wholly(empty_window))


def test_long_words_in_the_status_bar_make_no_window_wider(empty_window: MainWindow, qtbot: QtBot) -> None:
    empty_window.show_photo(make_facts(profile="A profile whose name is long and says a lot"))
    empty_window.status.show_zoom(0.25)
    empty_window.status.show_exactness(Exactness.EXACT_EVERYWHERE, "")
    empty_window.status.show_device("NVIDIA GeForce RTX 4090 Laptop GPU with 16 GB", "")
    empty_window.show_progress("export", "Exporting a photo with a very long name that goes on and on.tif", 0.5, 100)
    qtbot.waitUntil(empty_window.jobs.isVisible)
    qtbot.wait(50)
    assert empty_window.minimumSizeHint().width() <= SMALL_SCREEN_PX


@pytest.mark.parametrize("is_drawn", [True, False])
def test_a_dialog_has_an_edge_where_no_frame_is_drawn_around_windows(qtbot: QtBot, is_drawn: bool) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.setWindowFlag(Qt.WindowType.FramelessWindowHint, not is_drawn)
    window.show()
    qtbot.waitExposed(window)
    assert (window.frameGeometry() != window.geometry()) is is_drawn
    assert window.property(FRAMELESS) is not is_drawn
    dialog = QDialog(window)
    dialog.resize(200, 100)
    dialog.ensurePolished()
    corner = dialog.grab().toImage().pixelColor(QPoint(0, 50)).name()
    assert corner == (DARK.window if is_drawn else DARK.edge)
