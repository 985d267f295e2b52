"""What a person types as the name of an export, and the format it gets."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
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


def test_another_format_leaves_no_gap_where_a_row_went(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """The dialog is as high as one that began with that format, also back again."""

    def opened(format_name: str) -> ExportDialog:
        dialog = ExportDialog(make_facts(), ExportOptions(format=format_name), tmp_path, Path.exists, window)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    jpeg, png = opened("JPEG"), opened("PNG")
    heights = jpeg.height(), png.height()
    assert heights[1] < heights[0]
    for format_name, height in (("PNG", heights[1]), ("JPEG", heights[0])):
        jpeg._format.setCurrentIndex(jpeg._format.findData(format_name))
        qtbot.waitUntil(lambda height=height: jpeg.height() == height)  # type: ignore[misc]


def test_another_measure_of_the_size_leaves_no_gap(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(make_facts(), ExportOptions(format="PNG"), tmp_path, Path.exists, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    height, measure = dialog.height(), dialog.size_choice.measure
    for index, is_higher in ((1, True), (0, False)):
        measure.setCurrentIndex(index)
        measure.activated.emit(index)
        qtbot.waitUntil(lambda wanted=is_higher: (dialog.height() > height) == wanted)  # type: ignore[misc]
    assert dialog.height() == height


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
