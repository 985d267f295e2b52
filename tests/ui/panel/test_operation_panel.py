"""The list of cards: what is opened is seen."""

import pytest
from pytestqt.qtbot import QtBot

from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.operation_card import OperationCard


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
    qtbot.waitUntil(lambda: not card.is_folded and is_in_view(window, card), timeout=1000)


def test_a_card_that_is_seen_already_does_not_scroll(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.dock.operations
    panel.fold(list(panel.cards))
    qtbot.wait(30)
    panel.cards["denoise"].fold_button.click()
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
    monkeypatch.setattr(
        OperationCard, "show_stack", lambda card, stack: (shown.append(card.spec.id), show_stack(card, stack))
    )
    window.dock.operations.edit("tone", "exposure", 0.5, dragging=True)
    window.dock.operations.edit("tone", "exposure", 0.7)
    window.session.set_enabled("denoise", True)
    window.session.undo()
    assert shown == ["tone", "tone", "denoise", "denoise"]
