"""The list of cards: what is opened is seen."""

import pytest
from pytestqt.qtbot import QtBot

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.foundation.masks import Mask
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.operation_card import OperationCard
from pellucid.ui.panel.parameter_row import NumberRow


def is_in_view(window: MainWindow, card: OperationCard) -> bool:
    """All of it, or where it is too high as much as there is room for, from its title on."""
    panel = window.dock.operations
    top = card.mapTo(panel.viewport(), card.rect().topLeft()).y()
    bottom = top + card.height()
    return top >= 0 and (bottom <= panel.viewport().height() or top <= panel.viewport().height() // 4)


@pytest.mark.parametrize("operation", ["dehaze", "white_balance", "tone"])
@pytest.mark.parametrize("part", ["fold_button", "switch"])
def test_a_card_that_is_opened_or_switched_on_scrolls_into_view(
    window: MainWindow, qtbot: QtBot, operation: str, part: str
) -> None:
    window.resize(1000, 480)
    panel = window.dock.operations
    panel.fold([other for other in panel.cards if other != "denoise"])
    qtbot.wait(30)
    card = panel.cards[operation]
    assert not is_in_view(window, card) or card.is_folded
    getattr(card, part).click()
    qtbot.waitUntil(lambda: not card.is_folded and is_in_view(window, card))


def test_cards_that_something_else_switched_on_come_into_view_the_first_before_the_others(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1000, 480)
    panel = window.dock.operations
    panel.fold([other for other in panel.cards if other != "denoise"])
    qtbot.wait(30)
    panel.reveal(("white_balance", "tone"))
    qtbot.waitUntil(lambda: is_in_view(window, panel.cards["white_balance"]))
    panel.reveal(tuple(panel.cards))
    qtbot.waitUntil(lambda: is_in_view(window, panel.cards["deartifact"]))
    panel.reveal(())
    qtbot.wait(30)
    assert is_in_view(window, panel.cards["deartifact"])


def test_a_card_that_is_seen_already_does_not_scroll(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1000, 900)
    panel = window.dock.operations
    panel.fold(list(panel.cards))
    qtbot.wait(30)
    panel.cards["deartifact"].fold_button.click()
    qtbot.wait(30)
    assert panel.verticalScrollBar().value() == 0


def test_the_open_card_is_the_one_touched_last(window: MainWindow) -> None:
    panel = window.dock.operations
    panel.fold([other for other in panel.cards if other not in ("denoise", "tone")])
    assert panel.open_card == "denoise"
    panel.edit("tone", "exposure", 0.5)
    panel.cards["tone"].rows["exposure"].reset()
    assert panel.open_card == "tone"
    panel.fold([other for other in panel.cards if other != "denoise"])
    panel.cards["deblur"].fold_button.click()
    assert panel.open_card == "deblur"
    panel.fold(list(panel.cards))
    assert panel.open_card == ""


def test_a_change_of_one_step_shows_one_card_anew(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    show_stack = OperationCard.show_stack

    def watched(card: OperationCard, *stacks: EditStack, is_set: bool) -> None:
        shown.append(card.spec.id)
        show_stack(card, *stacks, is_set=is_set)

    monkeypatch.setattr(OperationCard, "show_stack", watched)
    window.dock.operations.edit("tone", "exposure", 0.5, dragging=True)
    window.dock.operations.edit("tone", "exposure", 0.7)
    window.session.set_enabled("denoise", True)
    window.session.undo()
    assert shown == ["tone", "tone", "denoise", "denoise"]


def test_in_a_mask_values_are_those_there_with_a_dot_that_lets_them_follow(window: MainWindow) -> None:
    window.session.record(Edit(masks=(Mask("sky", "Sky"),)), "Add mask")
    panel = window.dock.operations
    panel.edit("denoise", "gamma", 0.8)
    window.session.aim("sky")
    card = panel.cards["denoise"]
    row = card.rows["gamma"]
    assert isinstance(row, NumberRow)
    assert row.slider.number_value == 0.8
    assert not row.is_changed
    panel.edit("denoise", "gamma", 1.5)
    assert row.is_changed
    assert row.dot.accessibleName() == "Reset Noise level γ to 0.80"
    assert not card.rows["color_gamma"].is_changed
    assert window.session.stack.parameters("denoise").gamma == 0.8
    row.dot.click()
    assert row.slider.number_value == 0.8
    assert not row.is_changed
    card.switch.click()
    assert not card.switch.isChecked()
    window.session.aim("")
    assert card.switch.isChecked()
    assert row.slider.number_value == 0.8


def test_a_folded_row_says_in_how_many_masks_it_is_another(window: MainWindow) -> None:
    window.session.record(Edit(masks=(Mask("sky", "Sky"), Mask("face", "Face"))), "Add masks")
    panel = window.dock.operations
    panel.fold(list(panel.cards))
    for mask in ("sky", "face"):
        window.session.aim(mask)
        panel.edit("denoise", "gamma", 1.5)
    window.session.aim("")
    assert panel.cards["denoise"].state.text() == "In 2 masks"
