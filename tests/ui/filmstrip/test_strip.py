"""The filmstrip in the window: it comes with several photos, walks, selects, rates, and asks for what is seen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.photo_note import PhotoNote
from pellucid.foundation.photo_summary import PhotoSummary, Rating
from pellucid.ui.filmstrip.content import Filter
from pellucid.ui.filmstrip.model import KEPT_BYTES
from pellucid.ui.filmstrip.strip import Filmstrip
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts

COUNT = 10_000
MANY = tuple(Path(f"/photos/{number}.jpg") for number in range(COUNT))
FEW = MANY[:5]


def picture(side: int = 80) -> QImage:
    made = QImage(side, side, QImage.Format.Format_RGB32)
    made.fill(0x808080)
    return made


@pytest.fixture
def opened(window: MainWindow) -> list[Path]:
    asked: list[Path] = []
    window.open_requested.connect(asked.append)
    return asked


@pytest.fixture
def strip(window: MainWindow, opened: list[Path], qtbot: QtBot) -> Filmstrip:
    window.opener.chosen.emit(FEW)
    window.show_photo(make_facts(FEW[0]))
    assert opened == [FEW[0]]
    opened.clear()
    strip = window.strip.strip
    assert strip is not None
    qtbot.waitUntil(strip.isVisible)
    return strip


def cell(strip: Filmstrip, row: int) -> QPoint:
    return strip.view.visualRect(strip.model.index(row)).center()


def click(strip: Filmstrip, row: int, qtbot: QtBot, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(strip.view.viewport(), Qt.MouseButton.LeftButton, keys, cell(strip, row))


def test_a_window_with_one_photo_has_none(window: MainWindow) -> None:
    assert window.strip.strip is None
    assert window.findChild(Filmstrip) is None
    assert not window.commands["reject"].isEnabled()


def test_a_folder_is_asked_for_and_its_first_photo_is_opened_once_it_is_known(
    window: MainWindow, opened: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    woken: list[bool] = []
    window.strip.woken.connect(lambda: woken.append(True))
    with qtbot.waitSignal(window.strip.look_requested) as asked:
        window.opener.choose((tmp_path,))
    assert asked.args == [tmp_path, ()]
    assert woken == [True]
    assert opened == []
    window.strip.show_listed(tmp_path, FEW)
    assert opened == [FEW[0]]
    assert window.strip.shown == FEW


def test_a_folder_that_nobody_waits_for_any_more_is_not_shown(window: MainWindow, opened: list[Path]) -> None:
    window.strip.open_folder(Path("/slow"))
    window.strip.open_folder(Path("/photos"))
    window.strip.show_listed(Path("/slow"), MANY[5:8])
    assert window.strip.strip is None
    window.strip.show_listed(Path("/photos"), FEW)
    assert opened == [FEW[0]]


def test_a_folder_without_photos_is_told_and_the_open_photo_stays(window: MainWindow) -> None:
    window.strip.open_folder(Path("/empty"))
    window.strip.show_unlisted(UserFacingError("/empty: there is no photo in this folder.", 4))
    assert window.workspace.messages.text == "/empty: there is no photo in this folder."
    assert window.facts is not None


def test_it_walks_through_the_photos_by_keys(window: MainWindow, strip: Filmstrip, opened: list[Path]) -> None:
    window.commands["next"].trigger()
    assert opened == [FEW[1]]
    window.show_loading(FEW[1])
    window.canvas.walk_requested.emit(1)
    assert opened == [FEW[1], FEW[2]]
    window.show_loading(FEW[4])
    window.commands["next"].trigger()
    assert len(opened) == 2


def test_position_and_what_is_hidden_are_told(window: MainWindow, strip: Filmstrip) -> None:
    window.show_loading(FEW[2])
    assert strip.bar._position.text() == "3 of 5"
    strip._on_filtered(Filter.NOT_REJECTED)
    window.commands["reject"].trigger()
    assert strip.bar._position.text() == "4 photos, 1 hidden"
    assert window.strip.ahead == FEW[3]


def test_a_click_opens_and_a_click_with_control_only_chooses(
    strip: Filmstrip, opened: list[Path], window: MainWindow, qtbot: QtBot
) -> None:
    click(strip, 1, qtbot)
    assert opened == [FEW[1]]
    window.show_loading(FEW[1])
    click(strip, 3, qtbot, Qt.KeyboardModifier.ControlModifier)
    assert opened == [FEW[1]]
    assert window.strip.targets == (FEW[1], FEW[3])
    assert strip.bar._selection.text() == "2 selected"


def test_all_are_chosen_and_again_only_the_open_one(window: MainWindow, strip: Filmstrip, opened: list[Path]) -> None:
    window.commands["select_all"].trigger()
    assert window.strip.targets == FEW
    window.commands["select_open"].trigger()
    assert window.strip.targets == FEW[:1]
    assert opened == []


def test_keys_rate_all_that_are_chosen(window: MainWindow, strip: Filmstrip, qtbot: QtBot) -> None:
    asked: list[tuple[Path, Rating]] = []
    window.strip.rating_requested.connect(lambda photo, rating: asked.append((photo, rating)))
    strip.view.select(FEW[:2])
    window.commands["stars_3"].trigger()
    assert asked == [(FEW[0], Rating(3)), (FEW[1], Rating(3))]
    asked.clear()
    window.commands["reject"].trigger()
    assert asked == [(photo, Rating(3, is_rejected=True)) for photo in FEW[:2]]
    asked.clear()
    window.commands["reject"].trigger()
    assert asked == [(photo, Rating(3)) for photo in FEW[:2]]


def test_all_are_exported_but_for_rejected_ones(
    window: MainWindow, strip: Filmstrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[tuple[Path, ...], int]] = []
    monkeypatch.setattr(
        window.exporting, "ask_for", lambda photos, _taken, rejected_count: asked.append((photos, rejected_count))
    )
    strip.rate({FEW[1]: Rating(is_rejected=True)})
    window.commands["export_all"].trigger()
    strip.rate(dict.fromkeys(FEW, Rating(is_rejected=True)))
    window.commands["export_all"].trigger()
    assert asked == [((FEW[0], *FEW[2:]), 1), (FEW, 0)]  # who sees rejected ones only means those


def test_a_rating_that_was_not_written_is_shown_as_it_is(window: MainWindow, strip: Filmstrip) -> None:
    window.commands["stars_5"].trigger()
    window.strip.show_rating(FEW[0], Rating(1))
    assert strip.model.content.rating(FEW[0]) == Rating(1)


def test_it_folds_away_by_a_key_and_stays_folded_for_the_next_photos(window: MainWindow, strip: Filmstrip) -> None:
    window.commands["filmstrip"].trigger()
    assert strip.isHidden()
    window.opener.chosen.emit(MANY[5:8])
    assert strip.isHidden()
    window.commands["filmstrip"].trigger()
    assert not strip.isHidden()


def test_a_photo_from_elsewhere_sends_it_away(window: MainWindow, strip: Filmstrip) -> None:
    window.show_loading(Path("/elsewhere.jpg"))
    assert strip.isHidden()
    assert window.strip.strip is None
    assert window.strip.targets == (Path("/elsewhere.jpg"),)
    assert not window.commands["stars_1"].isEnabled()


def test_pictures_are_asked_for_where_one_looks(window: MainWindow, strip: Filmstrip, qtbot: QtBot) -> None:
    window.opener.chosen.emit(MANY)
    wanted: list[tuple[Path, ...]] = []
    window.strip.pictures_wanted.connect(wanted.append)
    bar = strip.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > COUNT)
    with qtbot.waitSignal(window.strip.pictures_wanted):
        bar.setValue(bar.maximum() // 2)
    first = MANY.index(wanted[-1][0])
    assert abs(first - COUNT // 2) < 20
    assert len(wanted[-1]) < 80
    strip.set_picture(wanted[-1][0], picture())
    strip.set_failure(wanted[-1][1], "broken")
    strip.view.ask_for_pictures()
    assert wanted[-1][0] == MANY[first + 2]


def test_the_wheel_moves_it_sideways(window: MainWindow, strip: Filmstrip, qtbot: QtBot) -> None:
    window.opener.chosen.emit(MANY)
    bar = strip.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > COUNT)
    no = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    at = QPointF(20, 20)
    event = QWheelEvent(at, at, QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton, *no)
    QApplication.sendEvent(strip.view.viewport(), event)
    assert bar.value() > 100


def test_pictures_in_memory_are_bounded(strip: Filmstrip) -> None:
    for photo in MANY:
        strip.model.set_picture(photo, picture())
    assert strip.model._bytes <= KEPT_BYTES
    assert strip.model.picture(MANY[0]) is None
    assert strip.model.picture(MANY[-1]) is not None


def test_no_photo_has_a_widget_and_every_one_is_told(window: MainWindow, strip: Filmstrip) -> None:
    window.opener.chosen.emit(MANY)
    assert strip.view.viewport().children() == []
    strip.note({MANY[0]: PhotoNote(PhotoSummary(rating=Rating(2)), is_edited=True)})
    spoken = strip.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "0.jpg, 2 stars, edited"


def test_what_is_chosen_stays_chosen_while_photos_are_sorted(strip: Filmstrip, opened: list[Path]) -> None:
    strip.view.select(FEW[1:3])
    strip.model.content.is_descending = True
    strip.refresh()
    assert strip.shown == FEW[::-1]
    assert set(strip.selected) == set(FEW[1:3])
    assert opened == []


def test_ten_thousand_photos_are_laid_out_without_asking_python(
    window: MainWindow, strip: Filmstrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answer of Python waits for the interpreter, which workers hold; so a few may be asked for, not all."""
    asked: list[int] = []
    data, size = strip.model.data, strip.view._delegate.sizeHint
    monkeypatch.setattr(type(strip.model), "data", lambda _self, index, role=0: asked.append(1) or data(index, role))
    monkeypatch.setattr(
        type(strip.view._delegate), "sizeHint", lambda _self, option, index: asked.append(1) or size(option, index)
    )
    window.opener.chosen.emit(MANY)
    strip.view.grab()
    assert strip.model.rowCount() == COUNT
    assert type(strip.model).rowCount is QStringListModel.rowCount
    assert len(asked) < 200


def test_many_photos_come_after_the_first_and_leave_what_a_person_did(
    window: MainWindow, opened: list[Path], qtbot: QtBot
) -> None:
    wanted: list[tuple[Path, ...]] = []
    window.strip.pictures_wanted.connect(wanted.append)
    window.strip.open_folder(Path("/photos"))
    window.strip.show_begun(Path("/photos"), MANY[:200])
    assert wanted[0][:3] == MANY[:3]
    assert opened == [MANY[0]]
    assert window.strip.is_listing
    window.show_photo(make_facts(MANY[0]))
    strip = window.strip.strip
    assert strip is not None
    bar = strip.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 2000)
    bar.setValue(2000)
    strip.view.select(MANY[3:6])
    window.strip.show_listed(Path("/photos"), MANY)
    assert opened == [MANY[0]]
    assert not window.strip.is_listing
    assert window.strip.shown == MANY
    assert window.strip.targets == MANY[3:6]
    assert bar.value() == 2000
    assert strip.bar._position.text() == f"1 of {COUNT}"


def test_a_folder_that_was_left_while_it_was_listed_stays_away(window: MainWindow, opened: list[Path]) -> None:
    window.strip.open_folder(Path("/photos"))
    window.strip.show_begun(Path("/photos"), MANY[:200])
    window.show_loading(Path("/elsewhere.jpg"))
    window.strip.show_listed(Path("/photos"), MANY)
    assert window.strip.strip is None
    assert opened == [MANY[0]]


def test_a_filter_that_no_photo_passes_says_so(window: MainWindow, strip: Filmstrip) -> None:
    strip._on_filtered(Filter.REJECTED)
    QApplication.processEvents()
    shown = strip.view.viewport().grab().toImage()
    colors = {shown.pixel(x, shown.height() // 2) for x in range(shown.width())}
    assert len(colors) > 1
    assert not strip.view.horizontalScrollBar().isEnabled()
