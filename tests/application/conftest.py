"""The editor with its readers running; what it renders and exports waits in the mailboxes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from pellucid.application import Application
from pellucid.ui.main_window import MainWindow
from pellucid.wires import connect_rooms


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.fromarray(np.random.default_rng(5).integers(0, 255, (48, 64, 3), np.uint8)).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """The editor with its loader running; what it renders and exports waits in the mailboxes."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path / name))
    window = MainWindow()
    window.exports.stops_unasked = True
    qtbot.addWidget(window)
    window.show()
    made = Application(window)
    connect_rooms(made)
    made.loader.start()
    made.editor.start()
    yield made
    window.close()
    made.stop()
