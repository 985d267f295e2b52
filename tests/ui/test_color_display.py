"""The canvas in the colours of the display, and soft proofs."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from pellucid.document.display_request import DisplayRequest, MonitorChoice
from pellucid.foundation.display_lut import SIDE, DisplayLut
from pellucid.foundation.errors import UnreadableError, UserFacingError
from pellucid.ui.canvas.paint_list import LOST_GRAY
from pellucid.ui.main_window import MainWindow
from ui.frames import make_frame


def exchanging(*, loses_red: bool = False, proof: str = "") -> DisplayLut:
    """A display whose red and blue are exchanged; where it loses red, all with more than half of it is lost."""
    steps = np.linspace(0, 1, SIDE, dtype=np.float32)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    lost = (red > 0.5).astype(np.float32) if loses_red else np.zeros_like(red)
    return DisplayLut(f"exchanged {loses_red}", np.stack([blue, green, red, lost], axis=-1), "Odd", proof)


@pytest.fixture
def asked(window: MainWindow) -> list[DisplayRequest]:
    requests: list[DisplayRequest] = []
    window.color_display.requested.connect(requests.append)
    return requests


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Is chosen by whoever is asked for a file."""
    path = tmp_path / "paper.icc"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (str(path), ""))
    return path


def middle(window: MainWindow) -> tuple[int, int, int]:
    image = window.canvas.grab().toImage()
    color = QColor(image.pixel(image.width() // 2, image.height() // 2))
    return color.red(), color.green(), color.blue()


def test_the_photo_is_sent_through_the_table_and_the_ground_too(window: MainWindow) -> None:
    red, green, blue = middle(window)
    window.color_display.take(exchanging())
    assert np.abs(np.subtract(middle(window), (blue, green, red))).max() <= 1
    window.color_display.take(None)
    assert middle(window) == (red, green, blue)


def test_what_a_proof_loses_is_gray(window: MainWindow) -> None:
    window.show_frame(make_frame(2, mix=1.0))  # red is 200
    window.color_display.take(exchanging(loses_red=True))
    assert middle(window) == (LOST_GRAY, LOST_GRAY, LOST_GRAY)


def test_the_system_is_asked_at_first_and_not_again_for_the_same(
    window: MainWindow, asked: list[DisplayRequest]
) -> None:
    window.color_display.follow()
    window.color_display.follow()
    assert asked == [DisplayRequest(MonitorChoice.SYSTEM)]


def test_a_file_of_the_display_is_chosen_in_the_preferences(
    window: MainWindow, asked: list[DisplayRequest], profile: Path
) -> None:
    window.preferences.open()
    dialog = window.preferences.dialog
    assert dialog is not None
    dialog.monitor.setCurrentIndex(dialog.monitor.findData(MonitorChoice.FILE))
    dialog.monitor.activated.emit(dialog.monitor.currentIndex())
    assert asked[-1] == DisplayRequest(MonitorChoice.FILE, profile)
    assert dialog.monitor.currentText() == "paper.icc…"
    assert window.settings.monitor() == (MonitorChoice.FILE, profile)
    dialog.close()


def test_the_first_proof_asks_for_a_profile_and_later_ones_remember_it(
    window: MainWindow, asked: list[DisplayRequest], profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.commands["soft_proof"].trigger()
    assert asked[-1].proof == profile
    window.commands["soft_proof"].trigger()
    assert asked[-1].proof is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: pytest.fail("is known"))
    window.commands["soft_proof"].trigger()
    assert asked[-1].proof == profile


def test_who_chooses_no_profile_gets_no_proof(
    window: MainWindow, asked: list[DisplayRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: ("", ""))
    window.commands["gamut_warning"].trigger()
    assert not window.commands["soft_proof"].isChecked()
    assert not window.commands["gamut_warning"].isChecked()
    assert all(request.proof is None for request in asked)


def test_a_warning_comes_with_a_proof_and_goes_with_it(
    window: MainWindow, asked: list[DisplayRequest], profile: Path
) -> None:
    window.commands["gamut_warning"].trigger()
    assert window.commands["soft_proof"].isChecked()
    assert asked[-1] == DisplayRequest(MonitorChoice.SYSTEM, proof=profile, warns=True)
    window.commands["soft_proof"].trigger()
    assert not window.commands["gamut_warning"].isChecked()
    assert asked[-1] == DisplayRequest(MonitorChoice.SYSTEM)


def test_a_proof_says_what_it_is_of(window: MainWindow, profile: Path, qtbot: QtBot) -> None:
    window.commands["soft_proof"].trigger()
    window.color_display.take(exchanging(proof="Matte paper"))
    assert "Matte paper" in window.workspace.messages.text


def test_a_profile_of_no_use_is_told_and_the_proof_ends(window: MainWindow, profile: Path) -> None:
    window.commands["soft_proof"].trigger()
    window.color_display.show_failed(UserFacingError.of(UnreadableError(f"{profile}: is no ICC profile.")))
    assert not window.commands["soft_proof"].isChecked()
    assert "is no ICC profile" in window.workspace.messages.text


def test_a_proof_is_told_for_as_long_as_it_is_shown(window: MainWindow, profile: Path) -> None:
    window.commands["soft_proof"].trigger()
    window.color_display.take(exchanging(proof="Paper"))
    assert "Paper" in window.status.proof_text
    window.workspace.messages.hide()
    assert "Paper" in window.status.proof_text
    window.commands["soft_proof"].trigger()
    window.color_display.take(None)
    assert window.status.proof_text == ""
    window.commands["soft_proof"].trigger()
    window.color_display.take(exchanging(proof="Paper"))
    window.color_display.show_failed(UserFacingError("The profile is damaged.", 4))
    assert window.status.proof_text == ""
