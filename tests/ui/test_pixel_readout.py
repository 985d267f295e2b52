"""The figures under the pointer."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.readout import Readout, ReadoutRequest, Sample
from pellucid.foundation.frame import Exactness
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.ui.canvas.viewing import corner_of
from pellucid.ui.main_window import MainWindow
from pellucid.ui.pixel_readout import WIDEST, readout_text
from ui.frames import PHOTO, make_facts

BEFORE, AFTER = Sample((120, 98, 80), 6.13), Sample((124, 101, 83), 1.2)


def point_to(window: MainWindow, x: int, y: int) -> None:
    """Put the pointer on a place of the photo."""
    left, top = corner_of(window.canvas.view)
    zoom = window.canvas.view.zoom
    at = QPointF(left + (x + 0.5) * zoom, top + (y + 0.5) * zoom)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.canvas, event)


def asked_at(window: MainWindow, qtbot: QtBot, x: int, y: int) -> ReadoutRequest:
    with qtbot.waitSignal(window.readout.requested) as asked:
        point_to(window, x, y)
    return asked.args[0]


def test_the_place_under_the_pointer_is_asked_for_and_shown(window: MainWindow, qtbot: QtBot) -> None:
    request = asked_at(window, qtbot, 30, 40)
    assert (request.x, request.y, request.side_px) == (30, 40, 1)
    window.readout.take(Readout(request, BEFORE, AFTER))
    words = window.status.readout.text().replace("\N{FIGURE SPACE}", " ")
    assert " ".join(words.split()) == "x 30 y 40 R 120 G 98 B 80 → 124 101 83 σ 6.1 → 1.2"


def test_in_a_reduced_view_it_is_the_mean_of_what_a_pixel_of_the_screen_stands_for(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.canvas.zoom_to(0.25)
    with qtbot.waitSignal(window.readout.requested) as asked:
        point_to(window, 200, 150)
    assert asked.args[0].side_px == 4


def test_many_moves_ask_once(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[ReadoutRequest] = []
    window.readout.requested.connect(asked.append)
    for x in range(20, 60, 4):
        point_to(window, x, 20)
    qtbot.waitUntil(lambda: bool(asked))
    assert [request.x for request in asked] == [56]


def test_a_late_answer_to_another_place_is_dropped(window: MainWindow, qtbot: QtBot) -> None:
    request = asked_at(window, qtbot, 30, 40)
    window.readout.take(Readout(replace(request, x=31), BEFORE, AFTER))
    assert window.status.readout.text() == ""


def test_while_a_slider_moves_nothing_is_read_and_afterwards_it_is(window: MainWindow, qtbot: QtBot) -> None:
    window.readout.take(Readout(asked_at(window, qtbot, 30, 40), BEFORE, AFTER))
    with qtbot.waitSignal(window.readout.requested) as asked:
        window.session.edit_parameters("tone", Tone(exposure=0.5), dragging=True)
    assert asked.args == [None]
    assert "124" not in window.status.readout.text()
    window.session.edit_parameters("tone", Tone(exposure=0.6), dragging=False)
    with qtbot.waitSignal(window.readout.requested) as asked:
        pass
    assert asked.args[0].edit == Edit(stack=EditStack().with_parameters("tone", Tone(exposure=0.6)))


def test_a_turned_photo_is_read_where_it_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.show_framing(Framing(quarter_turns=2))
    request = asked_at(window, qtbot, 30, 40)
    assert (request.x, request.y) == (PHOTO.width - 31, PHOTO.height - 41)


def test_the_pointer_leaves(window: MainWindow, qtbot: QtBot) -> None:
    window.readout.take(Readout(asked_at(window, qtbot, 30, 40), BEFORE, AFTER))
    QApplication.sendEvent(window.canvas, QEvent(QEvent.Type.Leave))
    assert window.status.readout.text() == ""


@pytest.mark.parametrize("sample", [Sample((0, 0, 0), 0.0), Sample((255, 255, 255), 99.9), Sample((7, 88, 200), None)])
def test_figures_never_move_what_stands_beside_them(window: MainWindow, sample: Sample) -> None:
    metrics = window.status.readout.fontMetrics()
    known, unknown = readout_text((5, 12345), sample, sample), readout_text((5, 12345), sample, None)
    assert metrics.horizontalAdvance(known) <= metrics.horizontalAdvance(WIDEST) <= window.status.readout.minimumWidth()
    assert known.index("σ") == unknown.index("σ")
    assert len(known) == len(unknown) == len(WIDEST)


def test_work_in_progress_takes_its_room_from_the_readout(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(window.status), "width", lambda _self: 1024)
    window.jobs.show_progress("render", "Rendering the photo", 0.4, 3.0)
    qtbot.waitUntil(window.jobs.isVisible)
    assert window.status.readout.isHidden()
    window.jobs.show_done("render")
    assert not window.status.readout.isHidden()


def test_the_readout_leaves_room_for_the_words_about_the_photo(window: MainWindow) -> None:
    window.jobs.show_progress("export", "Exporting a photo", 0.4, 70)
    photo = window.status._photo
    window.status.show_zoom(1.0)  # what says little keeps the room of its longest words
    window.status.show_exactness(Exactness.EXACT_EVERYWHERE, "")
    words = set()
    for width in range(800, 1600, 10):
        window.status.setMinimumWidth(width)  # the screen of tests may be narrower
        QApplication.processEvents()
        assert window.status.width() >= width
        assert window.status.readout.isHidden() or photo.shown_text == photo.text(), width
        words.add(photo.text())
    assert not window.status.readout.isHidden()
    size, depth, profile = window.status.photo_text.split("   ")
    assert words == {size, f"{size}   {depth}", f"{size}   {depth}   {profile}"}  # whole words, the last left out first


def test_the_readout_is_there_in_the_smallest_window_that_is_offered(window: MainWindow) -> None:
    window.show_photo(replace(make_facts(), size=Size(6000, 4000)))
    window.status.show_zoom(1.0)
    window.status.show_exactness(Exactness.EXACT_EVERYWHERE, "")
    window.status.show_device("CPU · 1 thread", "")
    window.status.setFixedWidth(1024)
    QApplication.processEvents()
    assert not window.status.readout.isHidden()
    before = window.status._photo.text()
    window.jobs.show_progress("export", "Exporting a photo", 0.4, 70)
    window.jobs.show()
    assert window.status.readout.isHidden()
    assert window.status._photo.text() == before


def test_a_view_of_a_pair_and_a_device_take_their_room_from_the_readout(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, room = window.status, 600
    monkeypatch.setattr(type(status), "width", lambda _self: room)
    status.show_device("CPU", "")
    while status.readout.isHidden():
        room += 1
        status.show_photo(make_facts())
    status.show_device("A device with a name that is long", "")
    assert status.readout.isHidden()
    status.show_device("CPU", "")
    assert not status.readout.isHidden()
    status.show_eyes("Left view")
    assert status.readout.isHidden()
    status.show_eyes("")
    assert not status.readout.isHidden()
