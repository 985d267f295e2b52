"""The window as a person meets it: states, keys, panel, history, jobs, messages."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox
from pytestqt.qtbot import QtBot

from pellucid.document.edit_stack import EditStack
from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.foundation.frame import Exactness
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import declarations
from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.held_key import TAP_MS
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.parameter_row import NumberRow
from ui.frames import PHOTO, make_facts, make_frame


def gamma_row(window: MainWindow) -> NumberRow:
    row = window.dock.operations.cards["denoise"].rows["gamma"]
    assert isinstance(row, NumberRow)
    return row


def drag_gamma(window: MainWindow, *values: float) -> None:
    slider = gamma_row(window).slider
    slider.setSliderDown(True)
    for value in values:
        slider.setSliderPosition(slider.position_of(value))
    slider.setSliderDown(False)


def tap_peek(window: MainWindow, qtbot: QtBot, held_ms: int) -> None:
    """Press and release the key that peeks, by a clock of the test's own; then wait until it counts as up."""
    for moment, kind in ((1, QEvent.Type.KeyPress), (1 + held_ms, QEvent.Type.KeyRelease)):
        event = QKeyEvent(kind, Qt.Key.Key_Backslash, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(moment)
        QApplication.sendEvent(window.canvas, event)
    qtbot.waitUntil(lambda: not window.compare.key.is_down)


def test_without_a_photo_the_window_offers_to_open_one(empty_window: MainWindow, qtbot: QtBot) -> None:
    assert empty_window.workspace.start_page.isVisible()
    assert not empty_window.dock.isVisible()
    assert not empty_window.commands["export"].isEnabled()
    assert empty_window.commands["open"].isEnabled()


def test_recent_photos_are_offered_and_open(empty_window: MainWindow, qtbot: QtBot) -> None:
    place = empty_window.workspace.start_page
    place.page.show_recent([Path("one.jpg").absolute(), Path("two.jpg").absolute()])
    with qtbot.waitSignal(empty_window.open_requested) as opened:
        place.photo_clicked.emit(Path("two.jpg").absolute())
    assert opened.args == [Path("two.jpg").absolute()]


def test_an_opened_photo_is_named_and_described(window: MainWindow) -> None:
    assert window.windowTitle() == "photo.jpg[*] – Pellucid"
    assert not window.isWindowModified()
    assert not window.workspace.start_page.isVisible()
    assert "400 × 300" in window.status.photo_text
    assert "8-bit RGB" in window.status.photo_text
    assert window.status.zoom_text == "100 %"
    assert "Final (visible area)" in window.status.badge_text
    assert window.settings.recent() == [Path("photo.jpg").absolute()]


def test_the_panel_has_every_declared_parameter_of_every_operation(window: MainWindow) -> None:
    cards = window.dock.operations.cards
    assert list(cards) == [spec.id for spec in CATALOGUE]
    for spec in CATALOGUE:
        assert list(cards[spec.id].rows) == list(declarations(spec.parameters()))
        assert list(cards[spec.id].map_buttons) == [entry.name for entry in spec.maps]


def test_a_dragged_slider_changes_the_edits_and_is_one_undo_step(window: MainWindow) -> None:
    drag_gamma(window, 1.1, 1.2, 1.35)
    assert window.session.stack.parameters("denoise").gamma == 1.35
    assert window.isWindowModified()
    assert window.dock.history.count() == 2
    window.commands["undo"].trigger()
    assert window.session.stack == EditStack()
    assert gamma_row(window).slider.number_value == 1.0
    assert not window.isWindowModified()


def test_later_moves_do_not_mark_the_window_again(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    marked: list[bool] = []
    monkeypatch.setattr(QMainWindow, "setWindowModified", lambda _window, modified: marked.append(modified))
    monkeypatch.setattr(window, "isWindowModified", lambda: bool(marked and marked[-1]))
    drag_gamma(window, 1.1, 1.2, 1.35)
    assert marked == [True]


def test_the_history_list_jumps(window: MainWindow) -> None:
    drag_gamma(window, 0.5)
    drag_gamma(window, 0.8)
    window.dock.history.jump_requested.emit(1)
    assert window.session.stack.parameters("denoise").gamma == 0.5
    assert window.dock.history.currentRow() == 1


def test_the_switch_and_the_reset_button_of_a_card_work(window: MainWindow) -> None:
    card = window.dock.operations.cards["denoise"]
    card.switch.click()
    assert window.session.stack.active
    card.switch.click()
    assert not window.session.stack.active
    card.reset_button.click()
    assert window.session.stack == EditStack()


@pytest.mark.parametrize(
    ("key", "modifier", "mode"),
    [
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier, CompareMode.SPLIT),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier, CompareMode.SPLIT_HORIZONTAL),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier, CompareMode.SIDE_BY_SIDE),
    ],
)
def test_keys_choose_how_to_compare_and_choose_it_off_again(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, mode: CompareMode
) -> None:
    qtbot.keyClick(window, key, modifier)
    assert window.canvas.compare.mode is mode
    qtbot.keyClick(window, key, modifier)
    assert window.canvas.compare.mode is CompareMode.OFF


def test_modes_exclude_each_other(window: MainWindow) -> None:
    window.commands["split"].trigger()
    window.commands["side_by_side"].trigger()
    assert not window.commands["split"].isChecked()
    assert window.commands["side_by_side"].isChecked()


def test_side_by_side_tells_the_view_of_one_half(window: MainWindow, qtbot: QtBot) -> None:
    whole = window.canvas.view.canvas
    with qtbot.waitSignal(window.view_changed) as told:
        window.commands["side_by_side"].trigger()
    assert told.args[0].canvas.width <= whole.width // 2


def test_a_tap_on_the_peek_key_stays(window: MainWindow, qtbot: QtBot) -> None:
    for expected in (True, False):
        tap_peek(window, qtbot, TAP_MS - 1)
        assert window.canvas.compare.original is expected


def test_what_is_held_longer_than_a_tap_goes_with_the_key(window: MainWindow, qtbot: QtBot) -> None:
    tap_peek(window, qtbot, TAP_MS)
    assert not window.canvas.compare.original


@pytest.mark.parametrize(("key", "zoom"), [(Qt.Key.Key_1, 1.0), (Qt.Key.Key_2, 2.0)])
def test_keys_set_the_zoom(window: MainWindow, qtbot: QtBot, key: Qt.Key, zoom: float) -> None:
    window.canvas.zoom_to(5.0)
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.canvas.view.zoom == zoom


def test_page_keys_of_a_slider_do_not_leave_the_photo(window: MainWindow, qtbot: QtBot) -> None:
    stepped: list[object] = []
    window.opener.chosen.connect(stepped.append)
    slider = gamma_row(window).slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.number_value == 1.5
    assert stepped == []


def test_a_frame_of_another_photo_is_dropped(window: MainWindow) -> None:
    window.show_frame(make_frame(8, photo="f2", exactness=Exactness.EXACT_EVERYWHERE))
    assert window.canvas.newest_generation == 1


def test_panning_away_from_the_frame_takes_the_badge_back(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.zoom_to(8.0)
    window.show_frame(make_frame(2, region=window.canvas.view.visible(PHOTO)))
    assert "Final (visible area)" in window.status.badge_text
    window.canvas.pan(400, 0)
    qtbot.waitUntil(lambda: "Draft" in window.status.badge_text)


def test_saved_edits_take_the_mark_off_the_title(window: MainWindow, qtbot: QtBot) -> None:
    drag_gamma(window, 0.4)
    assert window.isWindowModified()
    with qtbot.waitSignal(window.save_requested):
        window.commands["save"].trigger()
    record = window.session.photo.record()
    assert record is not None
    window.session.photo.note_saved(record, 1)
    window.notices.show_saved()
    assert not window.isWindowModified()


def test_exporting_again_uses_the_last_choices(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    chosen = ExportOptions(format="PNG", depth=16, metadata=MetadataChoice.NONE)
    window.exporting.export(tmp_path / "first.png", chosen)
    (tmp_path / "photo-restored.png").touch()
    with qtbot.waitSignal(window.export_requested) as exported:
        window.commands["export_again"].trigger()
    assert exported.args == [tmp_path / "photo-restored-2.png", chosen]


def test_dropped_photos_are_walked_through_together(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [tmp_path / "b.jpg", tmp_path / "a.png"]
    for path in paths:
        path.touch()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(10, 10), Qt.DropAction.CopyAction, data, *buttons))
    drop = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, *buttons)
    with qtbot.waitSignals([window.strip.look_requested, window.open_requested]):
        QApplication.sendEvent(window, drop)
    window.show_photo(make_facts(paths[0]))
    with qtbot.waitSignal(window.open_requested) as opened:
        window.commands["next"].trigger()
    assert opened.args == [paths[1]]


def test_nobody_is_asked_about_edits_before_a_photo_is_left(window: MainWindow, qtbot: QtBot) -> None:
    drag_gamma(window, 0.4)
    with qtbot.waitSignal(window.open_requested) as opened:
        window.opener.choose((Path("other.jpg").absolute(),))
    assert opened.args == [Path("other.jpg").absolute()]
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.findChild(QMessageBox) is None


def test_closing_is_told_and_the_place_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.settings._store.contains("geometry")


def test_cards_fold_and_stay_folded_the_next_time(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.dock.operations
    assert "denoise" not in panel.folded
    assert panel.folded
    panel.cards["denoise"].fold_button.click()
    panel.cards["tone"].fold_button.click()
    folded = panel.folded
    assert "denoise" in folded
    assert "tone" not in folded
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.dock.operations.folded == folded


def test_switching_an_operation_on_shows_its_sliders(window: MainWindow) -> None:
    card = window.dock.operations.cards["tone"]
    assert card.is_folded
    card.switch.click()
    assert not card.is_folded
    card.switch.click()
    assert not card.is_folded
