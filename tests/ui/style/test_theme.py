"""Dark by default, light by choice, or as the system is; and the typeface that comes along."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pellucid.ui.main_window import MainWindow
from pellucid.ui.style.tones import DARK, LIGHT, Tones, contrast
from pellucid.ui.style.typeface import FAMILY, TextSize, font_of
from pellucid.ui.theme import Scheme


def shown(window: MainWindow) -> str:
    return QApplication.palette().color(QPalette.ColorRole.Window).name()


def test_the_window_is_dark_at_first(window: MainWindow) -> None:
    assert shown(window) == DARK.window


@pytest.mark.parametrize(("scheme", "tones"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)])
def test_a_chosen_scheme_is_shown_and_stays(window: MainWindow, scheme: Scheme, tones: Tones) -> None:
    window.theme.choose(scheme)
    assert shown(window) == tones.window
    gray = window.canvas.grab().toImage().pixelColor(QPoint(2, 2))
    assert gray.red() == gray.green() == gray.blue() == tones.canvas


def test_the_system_decides_where_it_may(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.theme.choose(Scheme.SYSTEM)
    hints = QGuiApplication.styleHints()
    for scheme, tones in ((Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Dark, DARK)):
        monkeypatch.setattr(type(hints), "colorScheme", lambda _hints, scheme=scheme: scheme)
        hints.colorSchemeChanged.emit(scheme)
        assert shown(window) == tones.window


def test_the_system_does_not_change_what_was_chosen(window: MainWindow) -> None:
    window.theme.choose(Scheme.DARK)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert shown(window) == DARK.window


@pytest.mark.parametrize(("scheme", "tones"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)])
@pytest.mark.parametrize("is_on", [False, True])
def test_a_switch_can_be_seen(window: MainWindow, qtbot: QtBot, scheme: Scheme, tones: Tones, is_on: bool) -> None:
    window.theme.choose(scheme)
    card = window.dock.operations.cards["denoise"]
    card.switch.setChecked(is_on)
    qtbot.waitUntil(lambda: card.switch.size() == card.switch.sizeHint())  # a card that was just unfolded is laid out
    picture = grabbed(window, card.switch)
    middle = picture.height() // 2
    row = [picture.pixelColor(across, middle).name() for across in range(picture.width())]
    ground = grabbed(window, card).pixelColor(card.width() // 2, 8).name()
    assert max(contrast(color, ground) for color in row) >= 3.0


def grabbed(window: MainWindow, widget: QWidget) -> QImage:
    return window.grab(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())).toImage()


def test_the_typeface_is_the_one_that_is_shipped(window: MainWindow) -> None:
    assert QFontInfo(QApplication.font()).family().startswith(FAMILY)


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("strong", [False, True])
def test_numbers_do_not_jump(window: MainWindow, size: TextSize, strong: bool) -> None:
    metrics = QFontMetricsF(font_of(size, strong=strong))
    widths = [metrics.horizontalAdvance(digit) for digit in "0123456789"]
    assert max(widths) - min(widths) <= 1 / 16  # outlines are fitted to a grid of 1/64 px


def test_its_licence_lies_beside_it() -> None:
    from pellucid.foundation.paths import resources_dir

    folder = resources_dir() / "fonts"
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in folder.glob("*.otf")) < 250_000


def test_bars_and_menus_have_the_typeface_in_every_theme(window: MainWindow) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        window.theme.choose(scheme)
        bars = (window.menuBar(), window.dock.pages.tabBar(), window.statusBar(), window.dock.operations)
        assert {QFontInfo(bar.font()).family() for bar in bars} == {FAMILY}


def test_a_box_is_as_large_with_the_focus_as_without(window: MainWindow) -> None:
    box = QCheckBox("Masks")
    box.ensurePolished()
    sizes = set()
    for states in (QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_HasFocus):
        option = QStyleOptionButton()
        option.initFrom(box)
        option.state = states
        sizes.add(box.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, box).x())
    assert len(sizes) == 1


def test_buttons_of_dialogs_have_words_alone(window: MainWindow) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, window)
    box.ensurePolished()
    assert not box.style().styleHint(QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons, None, box)


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.LIGHT])
@pytest.mark.parametrize(
    "arrow",
    [
        QStyle.StandardPixmap.SP_ArrowBack,
        QStyle.StandardPixmap.SP_ArrowForward,
        QStyle.StandardPixmap.SP_FileDialogToParent,
    ],
)
def test_arrows_of_dialogs_of_files_can_be_seen(
    window: MainWindow, scheme: Scheme, arrow: QStyle.StandardPixmap
) -> None:
    window.theme.choose(scheme)
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.ensurePolished()
    picture = dialog.style().standardIcon(arrow, None, dialog).pixmap(12, 12).toImage()
    points = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    strongest = max(points, key=lambda color: color.alpha())
    assert strongest.alpha() > 128
    assert contrast(strongest.name(), shown(window)) >= 3.0


def test_lists_open_below_their_box_and_mark_what_is_chosen_as_all_lists_do(window: MainWindow) -> None:
    box = QComboBox(window)
    box.ensurePolished()
    assert not box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, None, box)
