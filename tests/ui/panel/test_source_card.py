"""The card of the file: what it offers, and what it asks for."""

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pellucid.foundation.photo_facts import StereoFacts
from pellucid.foundation.source_choices import Highlights, SourceChoices
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.parameter_row import ChoiceRow, NumberRow
from pellucid.ui.panel.source_card import SourceCard
from ui.frames import make_facts


@pytest.fixture
def card(qtbot: QtBot) -> SourceCard:
    card = SourceCard()
    qtbot.addWidget(card)
    return card


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({}, []),
        ({"pages": 3}, ["page"]),
        ({"bit_depth": 32}, ["exposure_ev"]),
        ({"format": "RAW"}, ["exposure_ev", "temperature_k", "tint", "highlights"]),
    ],
)
def test_only_what_the_file_leaves_open_is_offered(card: SourceCard, changes: dict[str, Any], rows: list[str]) -> None:
    card.set_photo(replace(make_facts(), **changes))
    assert list(card.rows) == rows
    assert card.isHidden() == (not rows)
    card.set_photo(None)
    assert card.isHidden()


def test_a_pair_leaves_nothing_open(card: SourceCard) -> None:
    card.set_photo(replace(make_facts(), pages=2, stereo=StereoFacts("a", "b", "HEIF")))
    assert card.isHidden()


def test_edits_become_choices(card: SourceCard) -> None:
    heard: list[SourceChoices] = []
    card.choices_edited.connect(heard.append)
    card.set_photo(replace(make_facts(), format="RAW", as_shot_k=4949.6))
    exposure, kelvin, highlights = (card.rows[name] for name in ("exposure_ev", "temperature_k", "highlights"))
    assert isinstance(kelvin, NumberRow)
    assert kelvin.entry.text().startswith("4950")
    exposure.value_edited.emit("exposure_ev", 1.0, True)
    assert heard == []  # not while it is dragged
    exposure.value_edited.emit("exposure_ev", 1.0, False)
    assert heard[-1] == SourceChoices(exposure_ev=1.0)
    card.show_choices(heard[-1])
    kelvin.value_edited.emit("temperature_k", 6500.0, False)
    assert heard[-1] == SourceChoices(exposure_ev=1.0, temperature_k=6500.0)
    card.show_choices(heard[-1])
    kelvin.reset()
    assert heard[-1] == SourceChoices(exposure_ev=1.0)
    card.show_choices(heard[-1])
    card.rows["tint"].value_edited.emit("tint", 20.0, False)
    assert heard[-1] == SourceChoices(exposure_ev=1.0, temperature_k=4950.0, tint=20.0)
    highlights.value_edited.emit("highlights", "clip", False)
    assert heard[-1].highlights is Highlights.CLIP


def test_the_picture_that_is_shown_is_the_chosen_one(card: SourceCard) -> None:
    card.set_photo(replace(make_facts(), pages=3, page=2, choices=SourceChoices(page=2)))
    row = card.rows["page"]
    assert isinstance(row, ChoiceRow)
    assert row.combo.currentText() == "3 of 3"
    assert row.combo.count() == 3


def test_a_choice_is_one_undo_step(window: MainWindow) -> None:
    window.dock.source.choices_edited.emit(SourceChoices(page=1))
    assert window.session.edit.source == SourceChoices(page=1)
    window.session.undo()
    assert window.session.edit.source == SourceChoices()
