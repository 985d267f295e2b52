"""Cards whose controls are made when the open card is first seen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pellucid.foundation.photo_facts import StereoFacts
from pellucid.operations.deartifact.parameters import Parameters as Deartifact
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.card_body import CardBody
from pellucid.ui.panel.operation_card import OperationCard
from ui.frames import make_facts


def bodies(card: OperationCard) -> list[CardBody]:
    return card.findChildren(CardBody)


def tab_order(first: QWidget, last: QWidget) -> list[QWidget]:
    """What Tab comes by, from one widget to another."""
    order, widget = [first], first.nextInFocusChain()
    while widget is not None and order[-1] is not last:
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            order.append(widget)
        widget = widget.nextInFocusChain()
    return order


def test_controls_of_folded_cards_are_not_made(window: MainWindow) -> None:
    for card in window.dock.operations.cards.values():
        assert bool(bodies(card)) is not card.is_folded
    assert [card.spec.id for card in window.dock.operations.cards.values() if bodies(card)] == ["denoise"]


def test_no_controls_are_made_before_the_window_is_painted(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    card = window.dock.operations.cards["denoise"]
    window.workspace.show_loading("photo.jpg")  # the panel is there at once
    window.show()
    assert not card.is_folded
    assert bodies(card) == []
    qtbot.waitUntil(lambda: bool(bodies(card)))
    window.close()


def test_a_hidden_panel_makes_no_controls(empty_window: MainWindow) -> None:
    assert bodies(empty_window.dock.operations.cards["denoise"]) == []


def test_unfolding_shows_no_window_for_a_moment(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    for card in window.dock.operations.cards.values():
        card.fold(False)
    qtbot.wait(1)
    qapp.removeEventFilter(watch)
    assert shown == []


def test_a_card_shows_the_edits_that_were_made_while_it_was_folded(window: MainWindow, qtbot: QtBot) -> None:
    session, card = window.session, window.dock.operations.cards["tone"]
    parameters = session.stack.parameters("tone")
    session.edit_parameters("tone", type(parameters)(exposure=0.5), dragging=False)
    assert not bodies(card)
    card.fold_button.click()
    assert card.rows["exposure"].slider.number_value == 0.5
    assert card.rows["exposure"].isVisible()
    assert card.rows["exposure"].isEnabled()


def test_unfolding_folding_and_unfolding_makes_the_controls_once(window: MainWindow) -> None:
    card = window.dock.operations.cards["tone"]
    for _ in range(3):
        card.fold_button.click()
    assert len(bodies(card)) == 1
    assert bodies(card)[0].isVisible()


def test_tab_goes_through_the_controls_between_their_title_and_the_next_one(window: MainWindow) -> None:
    cards = window.dock.operations.cards
    cards["dehaze"].fold_button.click()
    following = list(cards.values())[list(cards).index("dehaze") + 1]
    order = tab_order(cards["dehaze"].switch, following.fold_button)
    inside = order[1:-1]
    assert inside
    assert all(cards["dehaze"].isAncestorOf(widget) for widget in inside)
    rare, rows = cards["dehaze"].spec.rare, cards["dehaze"].rows
    in_sight = [rows[name] for name in sorted(rows, key=lambda name: name in rare)]
    expected = [row.slider for row in in_sight if hasattr(row, "slider")]
    assert [widget for widget in inside if widget in expected] == expected


def test_a_map_that_is_shown_while_its_card_is_folded_is_marked_on_it(window: MainWindow) -> None:
    card = window.dock.operations.cards["dehaze"]
    window.maps.show("dehaze", card.spec.maps[0].name)
    assert card.map_buttons[card.spec.maps[0].name].isChecked()


@pytest.mark.parametrize("is_pair", [True, False])
def test_choices_for_pairs_are_listed_in_cards_that_are_unfolded_later(empty_window: MainWindow, is_pair: bool) -> None:
    panel = empty_window.dock.operations
    panel.set_photo(replace(make_facts(), stereo=StereoFacts("l", "r", "MPO") if is_pair else None))
    methods = {operation: panel.cards[operation].rows.get("method") for operation in panel.cards}
    needing = [
        (row, option.value)
        for operation, row in methods.items()
        if row is not None
        for option in row._choice.options
        if option.needs_pair
    ]
    assert needing
    for row, value in needing:
        assert (row.combo.findData(value) >= 0) is is_pair


def test_what_most_photos_do_without_lies_under_a_fold_that_says_when_it_is_used(window: MainWindow) -> None:
    card = window.dock.operations.cards["dehaze"]
    card.fold_button.click()
    body = bodies(card)[0]
    assert (card.rows["strength"].isVisible(), card.rows["near"].isVisible()) == (True, False)
    assert body.more.text() == "More"
    body.more.click()
    assert card.rows["near"].isVisible()
    card.rows["near"].value_edited.emit("near", 0.3, False)
    body.more.click()
    assert (body.more.text(), card.rows["near"].isVisible()) == ("More •", False)


def test_a_folded_row_says_in_one_line_what_it_does(window: MainWindow) -> None:
    card = window.dock.operations.cards["tone"]
    assert card.state.text() == ""
    session = window.session
    session.edit_parameters("tone", type(session.stack.parameters("tone"))(exposure=0.5, shadows=-30), dragging=False)
    assert card.state.text() == "Exposure +0.50 EV, Shadows −30"
    card.fold_button.click()
    assert card.state.text() == ""
    card.fold_button.click()
    session.set_enabled("tone", False)
    assert card.state.text() == ""


def test_the_row_names_the_method_in_plain_words(window: MainWindow) -> None:
    card = window.dock.operations.cards["denoise"]
    window.session.set_enabled("denoise", True)
    card.fold_button.click()
    assert card.state.text() == "Noise level γ 1.00, Camera noise"


def test_a_click_beside_the_title_opens_the_row(window: MainWindow, qtbot: QtBot) -> None:
    card = window.dock.operations.cards["tone"]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.title.geometry().center())
    assert not card.is_folded


def test_the_quality_of_a_jpeg_is_told_in_a_sentence(window: MainWindow) -> None:
    panel, facts = window.dock.operations, replace(make_facts(), jpeg_quality=72)
    card = panel.cards["deartifact"]
    panel.set_photo(facts)
    card.fold_button.click()
    (body,) = bodies(card)
    assert body.sentence.text() == "JPEG quality about 72: nothing changes by more than 8.7 of 255 levels."
    assert body.sentence.isVisible()
    panel.set_photo(replace(facts, jpeg_quality=95))
    assert body.sentence.text() == "JPEG quality about 95: nothing changes by more than 0.6 of 255 levels."
    window.session.edit_parameters("deartifact", Deartifact(by_quality=False), dragging=False)
    assert body.sentence.text() == "JPEG quality about 95."
    panel.set_photo(replace(facts, jpeg_quality=None))
    assert body.sentence.isHidden()


def test_a_slider_that_moves_paints_its_own_row_only(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window._icons.is_loaded)
    card = window.dock.operations.cards["tone"]
    card.switch.click()
    slider = card.rows["exposure"].slider
    slider.setSliderDown(True)
    slider.setSliderPosition(slider.position_of(0.1))
    painted = Painted(card.title, card.switch, card.rows["contrast"].label, card.rows["saturation"].slider)
    qtbot.waitUntil(lambda: nothing_is_painted(painted, qtbot))
    for value in (0.2, 0.3, 0.4):
        slider.setSliderPosition(slider.position_of(value))
        qtbot.wait(20)
    slider.setSliderDown(False)
    assert painted.seen == []


def nothing_is_painted(painted: "Painted", qtbot: QtBot) -> bool:
    """What the click has set going has come to its end; layouts ask those above them one after the other."""
    painted.seen.clear()
    qtbot.wait(50)
    for _ in range(20):
        QApplication.processEvents()
    return painted.seen == []


class Painted(QObject):
    """Which of some widgets are painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.seen: list[str] = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        if event.type() == QEvent.Type.Paint:
            self.seen.append(type(watched).__name__)
        return False


def test_what_unfolds_has_its_room_before_anything_is_painted(window: MainWindow) -> None:
    card = window.dock.operations.cards["denoise"]
    card.fold(True)
    QApplication.processEvents()
    card.fold(False)
    assert card.height() >= card.minimumSizeHint().height()
    assert card.title.height() >= card.title.minimumSizeHint().height()


def test_controls_have_their_room_when_they_are_first_painted(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.workspace.show_loading("photo.jpg")
    window.show()
    card = window.dock.operations.cards["denoise"]
    card.grab()
    qapp.sendPostedEvents(None, QEvent.Type.MetaCall)  # and no request for a layout
    (body,) = bodies(card)
    assert body.more.height() >= body.more.minimumSizeHint().height()
    window.close()
