"""Rows: how a hand changes a parameter, and what the rest of the window hears of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pellucid.operations.fields import Choice, Color, Number, Option, Switch
from pellucid.ui.panel.parameter_row import ChoiceRow, ColorRow, NumberRow, ParameterRow, SwitchRow, make_row

NUMBER = Number("Level", "How much: 1 is what was measured.", 0.0, 2.0, 0.05)
TWO = Choice("Method", "Which.", (Option("a", "A"), Option("b", "B")))
ONE = Choice("Method", "Which.", (Option("a", "A"),))


class Heard:
    """Everything a row told, in order."""

    def __init__(self, row: ParameterRow) -> None:
        self.edits: list[tuple[object, bool]] = []
        row.value_edited.connect(lambda _name, value, dragging: self.edits.append((value, dragging)))


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[NumberRow]:
    panel = QWidget()
    qtbot.addWidget(panel)
    panel.resize(300, 120)
    row = NumberRow("level", NUMBER, 1.0)
    row.setParent(panel)
    row.resize(260, 70)
    row.show_value(1.0)
    panel.show()
    qtbot.waitExposed(panel)
    yield row
    panel.close()


def test_the_handle_that_is_painted_is_as_wide_as_the_one_that_is_grabbed(row: NumberRow) -> None:
    slider, option = row.slider, QStyleOptionSlider()
    slider.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    grabbed = slider.style().subControlRect(control, option, part, slider)
    assert grabbed.width() == slider.sizeHint().height()


def test_a_declaration_gets_the_row_of_its_kind(qtbot: QtBot) -> None:
    rows = [make_row("level", NUMBER, 1.0), make_row("method", TWO, "a"), make_row("on", Switch("On", "Is it?"), True)]
    for made in rows:
        qtbot.addWidget(made)
    assert [type(made) for made in rows] == [NumberRow, ChoiceRow, SwitchRow]


def test_a_drag_tells_moves_and_then_once_that_it_is_done(row: NumberRow) -> None:
    heard = Heard(row)
    row.slider.setSliderDown(True)
    for value in (1.1, 1.2, 1.3):
        row.slider.setSliderPosition(row.slider.position_of(value))
    row.slider.setSliderDown(False)
    assert heard.edits == [(1.1, True), (1.2, True), (1.3, True), (1.3, False)]


@pytest.mark.parametrize(
    ("modifier", "value"),
    [
        (Qt.KeyboardModifier.NoModifier, 1.05),
        (Qt.KeyboardModifier.ShiftModifier, 1.5),
        (Qt.KeyboardModifier.ControlModifier, 1.005),
    ],
)
def test_arrows_step_coarse_with_shift_and_fine_with_ctrl(
    row: NumberRow, qtbot: QtBot, modifier: Qt.KeyboardModifier, value: float
) -> None:
    heard = Heard(row)
    qtbot.keyClick(row.slider, Qt.Key.Key_Right, modifier)
    assert heard.edits == [(pytest.approx(value), True)]


def test_a_row_of_key_presses_is_done_once(row: NumberRow, qtbot: QtBot) -> None:
    heard = Heard(row)
    for _ in range(3):
        qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not row.slider.is_changing)
    assert [dragging for _, dragging in heard.edits] == [True, True, True, False]


def test_a_click_on_the_groove_sets_the_value(row: NumberRow, qtbot: QtBot) -> None:
    heard = Heard(row)
    qtbot.mouseClick(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(row.slider.width() // 4, 8))
    value, dragging = heard.edits[-1]
    assert value == pytest.approx(0.5, abs=0.06)
    assert not dragging


@pytest.mark.parametrize("target", ["label", "slider"])
def test_a_double_click_resets(row: NumberRow, qtbot: QtBot, target: str) -> None:
    row.show_value(1.7)
    heard = Heard(row)
    qtbot.mouseDClick(getattr(row, target), Qt.MouseButton.LeftButton)
    assert heard.edits[-1] == (1.0, False)


def test_a_changed_value_has_a_dot(row: NumberRow) -> None:
    assert not row.dot.isVisible()
    row.show_value(1.2)
    assert row.dot.isVisible()


def test_the_dot_resets(row: NumberRow) -> None:
    row.show_value(1.2)
    heard = Heard(row)
    row.dot.click()
    assert heard.edits == [(1.0, False)]
    assert row.dot.accessibleName() == "Reset Level to 1.00"


def test_showing_a_value_tells_nothing(row: NumberRow, qtbot: QtBot) -> None:
    heard = Heard(row)
    row.show_value(0.3)
    qtbot.wait(10)
    assert heard.edits == []
    assert row.slider.number_value == 0.3
    assert row.entry.text() == "0.30"


def test_a_typed_sum_is_one_edit(row: NumberRow, qtbot: QtBot) -> None:
    heard = Heard(row)
    row.entry.selectAll()
    qtbot.keyClicks(row.entry, "x*1.2")
    qtbot.keyClick(row.entry, Qt.Key.Key_Return)
    assert heard.edits == [(pytest.approx(1.2), False)]


def test_typed_nonsense_goes_back_to_the_value(row: NumberRow, qtbot: QtBot) -> None:
    heard = Heard(row)
    row.entry.selectAll()
    qtbot.keyClicks(row.entry, "lots")
    qtbot.keyClick(row.entry, Qt.Key.Key_Return)
    assert heard.edits == []
    assert row.entry.text() == "1.00"


def test_the_wheel_does_nothing_without_the_focus(row: NumberRow) -> None:
    heard = Heard(row)
    row.entry.setFocus()
    at = QPointF(20, 8)
    turn = QWheelEvent(
        at, row.slider.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(row.slider, turn)
    assert heard.edits == []


def test_a_choice_of_one_is_hidden_and_one_of_two_is_not(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    single, several = ChoiceRow("method", ONE, "a"), ChoiceRow("method", TWO, "a")
    layout = QVBoxLayout(panel)
    layout.addWidget(single)
    layout.addWidget(several)
    panel.show()
    assert (single.isVisible(), several.isVisible()) == (False, True)


def test_what_needs_a_pair_is_listed_while_one_is_open_or_it_is_set(qtbot: QtBot) -> None:
    options = (Option("a", "A"), Option("b", "B", needs_pair=True))
    row = ChoiceRow("method", Choice("Method", "Which.", options), "a")
    panel = QWidget()
    qtbot.addWidget(panel)
    QVBoxLayout(panel).addWidget(row)
    panel.show()
    row.show_value("a")
    assert (row.combo.count(), row.isVisible()) == (1, False)
    row.offer_for(pair=True)
    assert (row.combo.count(), row.isVisible()) == (2, True)
    row.show_value("b")
    row.offer_for(pair=False)
    assert (row.combo.currentData(), row.isVisible()) == ("b", True)
    row.show_value("a")
    row.refill()
    assert (row.combo.count(), row.isVisible()) == (1, False)


def test_a_switch_tells_what_it_became(qtbot: QtBot) -> None:
    row = SwitchRow("on", Switch("On", "Is it?"), False)
    qtbot.addWidget(row)
    heard = Heard(row)
    row.box.click()
    assert heard.edits == [(True, False)]


def test_controls_have_names_for_those_who_hear_them(row: NumberRow) -> None:
    assert row.slider.accessibleName() == "Level"
    assert row.entry.accessibleName()


def test_a_colour_is_found_picked_and_found_again(qtbot: QtBot) -> None:
    row = make_row("air", Color("Haze colour", "Of the haze."), "auto")
    assert isinstance(row, ColorRow)
    qtbot.addWidget(row)
    heard, picks = Heard(row), []
    row.pick_toggled.connect(lambda name, wanted: picks.append((name, wanted)))
    row.show_value("auto")
    assert (row.words.text(), row.patch.isHidden(), row.clear.isEnabled()) == ("auto", True, False)
    row.pick.click()
    assert picks == [("air", True)]
    row.show_value("1.000/0.502/0.000")
    assert (row.words.text(), row.patch.isHidden(), row.clear.isEnabled()) == ("255 128 0", False, True)
    assert row.is_changed
    row.clear.click()
    assert heard.edits == [("auto", False)]


def test_a_switch_ends_where_its_column_ends(qtbot: QtBot) -> None:
    """Its groove is drawn up to the edge, as entries and lists are."""
    row = SwitchRow("on", Switch("On", "Whether."), True)
    qtbot.addWidget(row)
    row.resize(260, 40)
    row.show_value(True)
    row.show()
    qtbot.waitExposed(row)
    assert row.box.geometry().right() == row.rect().right()
    drawn = row.box.grab().toImage()
    ground, middle = drawn.pixel(0, 0), drawn.height() // 2
    ends = [x for x in range(drawn.width()) if drawn.pixel(x, middle) != ground]
    assert (ends[0], ends[-1]) == (0, drawn.width() - 1)
