"""Selecting by clicks and strokes: what is asked, and what an answer makes of the mask."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.document.selecting import SelectRequest
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.masks import UNSELECTED, Mask, Raster
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.control import MaskControl
from ui.masks.hands import LEFT, drag, labels, mask_of, place

FIRST, SECOND, THIRD = (Raster(2, 2, bytes([number]), "selection") for number in (1, 2, 3))


@pytest.fixture
def asked(window: MainWindow) -> list[SelectRequest]:
    requests: list[SelectRequest] = []
    window.masks.selection_requested.connect(requests.append)
    return requests


@pytest.fixture
def answer(window: MainWindow, asked: list[SelectRequest]) -> Callable[[Raster], None]:
    return lambda found: window.masks.take_selection(asked[-1], found)


def shape(tool: MaskControl) -> object:
    return mask_of(tool).components[tool.part].shape


def test_clicks_and_strokes_gather_and_are_an_entry_each(
    qtbot: QtBot,
    window: MainWindow,
    tool: MaskControl,
    add: Callable[[str], Mask],
    asked: list[SelectRequest],
    answer: Callable[[Raster], None],
) -> None:
    mask = add("selection")
    assert mask.name == "Selection 1"
    assert shape(tool) == UNSELECTED
    drag(qtbot, window, (0.3, 0.4))
    (request,) = asked
    assert (request.mask, request.part, request.before, request.ground) == (mask.id, 0, UNSELECTED, UNSELECTED)
    assert request.touches[0].points[0] == pytest.approx((0.3, 0.4), abs=0.01)
    assert 0 < request.touches[0].radius < 0.02
    assert tool.selector.is_waiting
    answer(FIRST)
    assert shape(tool) == FIRST
    drag(qtbot, window, (0.5, 0.5), (0.6, 0.6), modifier=Qt.KeyboardModifier.AltModifier)
    assert [touch.is_outside for touch in asked[-1].touches] == [False, True]
    assert len(asked[-1].touches[1].points) >= 2
    assert (asked[-1].before, asked[-1].ground) == (FIRST, UNSELECTED)
    answer(SECOND)
    assert labels(window)[1:] == ["Select in “Selection 1”", "Take from “Selection 1”"]
    window.commands["undo"].trigger()
    assert shape(tool) == FIRST
    # What was touched goes back as well.
    drag(qtbot, window, (0.7, 0.7))
    assert [touch.is_outside for touch in asked[-1].touches] == [False, False]


def test_strokes_before_an_answer_are_answered_together(
    qtbot: QtBot,
    window: MainWindow,
    tool: MaskControl,
    add: Callable[[str], Mask],
    asked: list[SelectRequest],
    answer: Callable[[Raster], None],
) -> None:
    add("selection")
    drag(qtbot, window, (0.3, 0.4))
    drag(qtbot, window, (0.5, 0.4))
    assert len(asked[-1].touches) == 2
    window.masks.take_selection(asked[0], FIRST)
    assert shape(tool) == UNSELECTED
    answer(SECOND)
    assert shape(tool) == SECOND
    assert labels(window)[1:] == ["Select in “Selection 1”"]


def test_a_selection_from_elsewhere_is_what_strokes_begin_with(
    qtbot: QtBot,
    window: MainWindow,
    tool: MaskControl,
    add: Callable[[str], Mask],
    asked: list[SelectRequest],
    answer: Callable[[Raster], None],
) -> None:
    add("selection")
    drag(qtbot, window, (0.3, 0.4))
    answer(FIRST)
    window.masks.set_photo(window.session.photo.facts)  # opened again: what was touched is not known any more
    drag(qtbot, window, (0.5, 0.4))
    assert asked[-1].ground == FIRST
    assert len(asked[-1].touches) == 1


def test_take_away_is_a_button_too(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask], asked: list[SelectRequest]
) -> None:
    add("selection")
    assert tool.bar.erase.isVisibleTo(tool.bar)
    assert tool.bar.hint.isVisibleTo(tool.bar)
    assert tool.bar.erase.text().strip() == tool.bar.erase.accessibleName() == "Take Away"
    tool.bar.erase.click()
    drag(qtbot, window, (0.3, 0.4))
    assert asked[-1].touches[0].is_outside
    add("brush")
    assert tool.bar.erase.text().strip() == "Erase"
    assert not tool.bar.hint.isVisibleTo(tool.bar)


def test_escape_gives_up_a_stroke_then_the_answer_then_leaves(
    qtbot: QtBot,
    window: MainWindow,
    tool: MaskControl,
    add: Callable[[str], Mask],
    asked: list[SelectRequest],
    answer: Callable[[Raster], None],
) -> None:
    add("selection")
    qtbot.mousePress(window.canvas, LEFT, pos=place(window, 0.2, 0.2))
    qtbot.mouseMove(window.canvas, place(window, 0.5, 0.5))
    assert len(tool.overlay.scene.lines) == 1
    window.commands["cancel"].trigger()
    qtbot.mouseRelease(window.canvas, LEFT, pos=place(window, 0.5, 0.5))
    assert not asked
    assert not tool.overlay.scene.lines
    drag(qtbot, window, (0.3, 0.4))
    window.commands["cancel"].trigger()
    answer(FIRST)
    assert shape(tool) == UNSELECTED
    assert tool.is_active
    window.commands["cancel"].trigger()
    assert not tool.is_active


def test_an_answer_to_what_is_gone_changes_nothing(
    qtbot: QtBot,
    window: MainWindow,
    tool: MaskControl,
    add: Callable[[str], Mask],
    asked: list[SelectRequest],
    answer: Callable[[Raster], None],
) -> None:
    add("selection")
    drag(qtbot, window, (0.3, 0.4))
    before = len(window.session.entries)
    tool.edits.delete()
    answer(FIRST)
    assert not window.session.edit.masks
    assert len(window.session.entries) == before + 1


def test_a_failure_ends_the_waiting(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask], asked: list[SelectRequest]
) -> None:
    add("selection")
    drag(qtbot, window, (0.3, 0.4))
    with qtbot.waitSignal(window.masks.selection_failed) as failed:
        window.masks.show_selection_failed(UserFacingError("It does not work.", 4))
    assert failed.args == ["It does not work."]
    assert not tool.selector.is_waiting
    assert len(asked) == 1
