"""Size and sharpening in the export dialog, and that they are remembered."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pellucid.document.edit import Edit
from pellucid.foundation.export_options import ExportOptions, Sharpening
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size, UnitRect
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.ui.dialogs.export_dialog import ExportDialog
from pellucid.ui.dialogs.size_choice import SizeChoice
from pellucid.ui.main_window import MainWindow
from pellucid.ui.settings import Settings
from ui.frames import make_facts

SIZES = [
    None,
    OutputSize(Measure.LONG_SIDE, 2048),
    OutputSize(Measure.SHORT_SIDE, 900, enlarges=True),
    OutputSize(Measure.BOX, 800, 600),
    OutputSize(Measure.MEGAPIXELS, 2.5),
    OutputSize(Measure.PERCENT, 50),
]


@pytest.mark.parametrize("size", SIZES)
def test_a_size_is_shown_chosen_and_remembered(qtbot: QtBot, size: OutputSize | None) -> None:
    choice = SizeChoice(Size(6000, 4000), size)
    qtbot.addWidget(choice)
    assert choice.output_size == size
    assert choice.result == (size.of(Size(6000, 4000)) if size else Size(6000, 4000))
    Settings().set_export_options(ExportOptions(size=size, sharpening=Sharpening.PRINT))
    assert Settings().export_options().size == size
    assert Settings().export_options().sharpening is Sharpening.PRINT


def test_another_rule_begins_with_a_number_of_its_own(qtbot: QtBot) -> None:
    choice = SizeChoice(Size(6000, 4000), None)
    qtbot.addWidget(choice)
    choice.measure.setCurrentIndex(choice.measure.findData(Measure.LONG_SIDE))
    choice.measure.activated.emit(choice.measure.currentIndex())
    assert choice.result == Size(2048, 1365)
    choice.number.setValue(9000)
    assert choice.result == Size(6000, 4000)
    choice.enlarges.setChecked(True)
    assert choice.result == Size(9000, 6000)


def test_the_dialog_counts_from_the_framed_photo(window: MainWindow, qtbot: QtBot) -> None:
    window.session.record(Edit(framing=Framing(quarter_turns=1, crop=UnitRect(0, 0, 1, 0.5))), "Crop")
    window.commands["export"].trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    assert dialog.size_choice.result == Size(300, 200)
    dialog.reject()


def test_a_crop_that_is_being_chosen_is_kept_for_the_export(window: MainWindow) -> None:
    window.commands["crop"].trigger()
    window.crop.tool.bar.turn_requested.emit(1)
    window.commands["export"].trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    assert window.session.edit.framing == Framing(quarter_turns=1)
    assert dialog.size_choice.result == Size(300, 400)
    dialog.reject()


def test_what_is_chosen_is_exported(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    options = ExportOptions(size=SIZES[1], sharpening=Sharpening.SCREEN)
    dialog = ExportDialog(make_facts(), options, tmp_path, Path.exists, window)
    qtbot.addWidget(dialog)
    assert dialog.options.size == SIZES[1]
    assert dialog.options.sharpening is Sharpening.SCREEN
