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
