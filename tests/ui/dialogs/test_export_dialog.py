"""What a person types as the name of an export, and the format it gets."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pellucid.foundation.export_options import ExportOptions
from pellucid.ui.dialogs.export_dialog import ExportDialog
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts


@pytest.mark.parametrize(
    ("typed", "name", "format_name"),
    [
        ("evening.png", "evening.png", "PNG"),
        ("evening.TIFF", "evening.TIFF", "TIFF"),
        ("evening.jpeg", "evening.jpeg", "JPEG"),
        ("evening", "evening.jpg", "JPEG"),
        ("evening v1.2", "evening v1.2.jpg", "JPEG"),
    ],
)
def test_the_format_is_that_of_the_typed_ending(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, typed: str, name: str, format_name: str
) -> None:
    dialog = ExportDialog(make_facts(), ExportOptions(format="JPEG"), tmp_path, Path.exists, window)
    qtbot.addWidget(dialog)
    dialog._name.selectAll()
    qtbot.keyClicks(dialog._name, typed)
    qtbot.keyClick(dialog._name, Qt.Key.Key_Return)
    dialog.accept()
    assert dialog.target == tmp_path / name
    assert dialog.options.format == format_name


def test_no_choice_moves_the_rows_below_it(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Whatever is chosen, the dialog keeps its size, and every row its place."""
    dialog = ExportDialog(make_facts(), ExportOptions(format="JPEG"), tmp_path, Path.exists, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)

    def place() -> tuple[object, ...]:
        QApplication.processEvents()
        return dialog.size(), dialog.choices.sharpening.pos(), dialog.choices.metadata.pos()

    first = place()
    assert not dialog.choices.quality.isHidden()
    for choice in (dialog._format, dialog.size_choice.measure):
        for index in range(choice.count()):
            choice.setCurrentIndex(index)
            choice.activated.emit(index)
            assert place() == first
    dialog._format.setCurrentIndex(dialog._format.findData("PNG"))
    assert place() == first
    assert dialog.choices.quality.isHidden()
    assert dialog.choices._lossless.mapTo(dialog, QPoint()).x() == dialog._format.mapTo(dialog, QPoint()).x()


def test_lists_below_each_other_are_equally_wide(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(make_facts(), ExportOptions(format="JPEG"), tmp_path, Path.exists, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    choices = dialog.choices
    lists = (choices.format, choices.sharpening, choices.depth, choices.profile, choices.metadata)
    assert len({chosen.width() for chosen in lists}) == 1


@pytest.mark.parametrize("proof", [True, False])
def test_proof_begins_as_it_was_chosen_last_and_can_be_changed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, proof: bool
) -> None:
    dialog = ExportDialog(make_facts(), ExportOptions(proof=proof), tmp_path, Path.exists, window)
    qtbot.addWidget(dialog)
    assert dialog.options.proof is proof
    dialog.choices.proof.click()
    assert dialog.options.proof is not proof


def test_there_is_room_for_the_estimated_length_before_it_comes(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ExportDialog(make_facts(), ExportOptions(format="JPEG"), tmp_path, Path.exists, window)
    qtbot.addWidget(dialog)
    dialog.estimate.clear()
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.estimate.height() >= 2 * dialog.estimate.fontMetrics().lineSpacing()
