"""The output preview in the window: what it asks for and says, how it comes and goes, and its pane in the dialog."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from pellucid.document.output_request import OutputRequest, OutputTile
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.export_options import ExportOptions, Sharpening
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.operations.denoise.parameters import Parameters
from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.dialogs.export_dialog import ExportDialog
from pellucid.ui.main_window import MainWindow
from pellucid.ui.output.pane import TILE_PX, OutputPane
from ui.frames import PHOTO, make_facts

LEFT = Qt.MouseButton.LeftButton
HALF = ExportOptions(size=OutputSize(Measure.PERCENT, 50), sharpening=Sharpening.SCREEN)
HALF_SIZE = PHOTO.scaled(0.5)


class Asked:
    """What the preview asked for; `make` answers the newest of it with a colour."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.requests: list[OutputRequest] = []
        window.outputs.requested.connect(self.requests.append)

    @property
    def newest(self) -> OutputRequest:
        return self.requests[-1]

    def make(self, level: int = 200, request: OutputRequest | None = None) -> None:
        request = request or self.newest
        for rect in request.parts:
            pixels = np.full((rect.height, rect.width, 4), (level, level, level, 255), np.uint8)
            self.window.outputs.take(OutputTile(request.generation, rect, pixels))


@pytest.fixture
def asked(window: MainWindow) -> Asked:
    window.settings.set_export_options(HALF)
    return Asked(window)


def shown_at_the_middle(pane: OutputPane) -> tuple[int, int, int]:
    color = pane.grab().toImage().pixelColor(pane.rect().center())
    return color.red(), color.green(), color.blue()


def area(parts: tuple[Rect, ...]) -> int:
    return sum(part.size.pixels for part in parts)


def test_it_shows_what_the_last_export_made(window: MainWindow, asked: Asked) -> None:
    window.commands["output_preview"].trigger()
    pane = window.outputs.pane
    assert pane.isVisible()
    assert pane.geometry() == window.canvas.rect()
    assert window.commands["output_preview"].isChecked()
    assert asked.newest.options.size == HALF.size
    assert asked.newest.options.sharpening is Sharpening.SCREEN
    assert area(asked.newest.parts) == HALF_SIZE.pixels
    title = f"Output preview {HALF_SIZE.width} × {HALF_SIZE.height}, sharpened for screen"
    assert pane.text == f"{title} – draft"
    asked.make(200)
    assert pane.text == title
    assert shown_at_the_middle(pane) == (200, 200, 200)


def test_the_same_key_and_escape_leave_it(window: MainWindow, asked: Asked, qtbot: QtBot) -> None:
    for name in ("output_preview", "cancel"):
        window.commands["output_preview"].trigger()
        assert window.outputs.is_active
        window.commands[name].trigger()
        assert not window.outputs.is_active
        assert not window.commands["output_preview"].isChecked()
        assert asked.newest.parts == ()  # what was being made is stopped


def test_an_edit_makes_it_a_draft_until_newer_parts_are_there(window: MainWindow, asked: Asked) -> None:
    window.commands["output_preview"].trigger()
    former = asked.newest
    asked.make(200)
    window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    pane = window.outputs.pane
    assert asked.newest.edit == window.session.edit
    assert asked.newest.generation > former.generation
    assert pane.text.endswith("draft")
    assert shown_at_the_middle(pane) == (200, 200, 200)
    asked.make(90, former)
    assert shown_at_the_middle(pane) == (200, 200, 200)
    assert pane.text.endswith("draft")
    asked.make(60)
    assert shown_at_the_middle(pane) == (60, 60, 60)
    assert not pane.text.endswith("draft")


@pytest.mark.parametrize("name", ["crop", "fit", "full", "zoom_in", "side_by_side", "original", "split"])
def test_what_asks_for_the_canvas_leaves_it(window: MainWindow, asked: Asked, name: str) -> None:
    window.commands["output_preview"].trigger()
    window.commands[name].trigger()
    assert not window.outputs.is_active


def test_a_crop_that_is_chosen_is_kept_and_then_seen(window: MainWindow, asked: Asked) -> None:
    window.commands["crop"].trigger()
    tool = window.crop.tool
    assert tool.draft is not None
    tool._settle(tool.draft.with_ratio(1.0))
    window.commands["output_preview"].trigger()
    assert not window.crop.is_active
    assert window.outputs.is_active
    framed = window.session.edit.framing.on(PHOTO).output_size
    assert framed.width == framed.height
    half = framed.scaled(0.5)
    assert f"{half.width} × {half.height}" in window.outputs.pane.text
    assert window.canvas.compare.mode is CompareMode.OFF


def test_another_photo_leaves_it(window: MainWindow, asked: Asked) -> None:
    window.commands["output_preview"].trigger()
    window.show_photo(make_facts())
    assert not window.outputs.is_active


def test_a_failure_is_said_in_it(window: MainWindow, asked: Asked) -> None:
    window.commands["output_preview"].trigger()
    window.outputs.show_failed(UserFacingError("The network is missing.", 3))
    assert window.outputs.pane.text.endswith("The network is missing.")


@pytest.fixture
def pane(qtbot: QtBot) -> OutputPane:
    pane = OutputPane()
    qtbot.addWidget(pane)
    pane.resize(300, 200)
    pane.show()
    qtbot.waitExposed(pane)
    pane.show_output(Size(2000, 1500), "Output preview", 1)
    return pane


def seen(pane: OutputPane) -> Rect:
    return pane._seen()


def test_one_pixel_of_the_output_is_one_of_the_screen(pane: OutputPane) -> None:
    picture = np.random.default_rng(2).integers(0, 256, (1500, 2000, 4), np.uint8)
    picture[..., 3] = 255
    for rect in pane.missing():
        pane.take(OutputTile(1, rect, picture[rect.slices]))
    assert not pane.missing()
    image = pane.grab().toImage()
    window = picture[seen(pane).slices]
    ratio = pane.devicePixelRatioF()
    assert window.shape[:2] == (round(200 * ratio), round(300 * ratio))
    for x, y in ((150, 100), (299, 199), (0, 199), (150, 101)):
        color = image.pixelColor(x, y)
        assert (color.red(), color.green(), color.blue()) == tuple(window[y, x, :3])


def test_a_draft_is_painted_where_nothing_is_and_stays_a_draft(pane: OutputPane) -> None:
    def fill(level: int, *, is_draft: bool) -> None:
        for rect in pane.missing():
            pixels = np.full((rect.height, rect.width, 4), (level, level, level, 255), np.uint8)
            pane.take(OutputTile(1, rect, pixels, is_draft))

    fill(50, is_draft=True)
    assert shown_at_the_middle(pane) == (50, 50, 50)
    assert pane.text == "Output preview – draft"
    fill(70, is_draft=True)
    assert shown_at_the_middle(pane) == (50, 50, 50)
    fill(90, is_draft=False)
    assert shown_at_the_middle(pane) == (90, 90, 90)
    assert pane.text == "Output preview"


def test_only_what_is_seen_is_asked_for_the_middle_first(pane: OutputPane) -> None:
    missing = pane.missing()
    assert all(not part.intersect(seen(pane)).is_empty for part in missing)
    assert missing[0].contains(Rect(*(round(value) for value in seen(pane).centre), 1, 1))
    assert len(missing) <= (300 // TILE_PX + 2) * (200 // TILE_PX + 2)


def test_it_is_moved_by_hand_and_by_keys_and_stays_on_the_picture(pane: OutputPane, qtbot: QtBot) -> None:
    before = seen(pane)
    qtbot.mousePress(pane, LEFT, pos=QPoint(200, 100))
    with qtbot.waitSignal(pane.moved):
        qtbot.mouseMove(pane, QPoint(150, 90))
    qtbot.mouseRelease(pane, LEFT, pos=QPoint(150, 90))
    assert (seen(pane).x - before.x, seen(pane).y - before.y) == (50, 10)
    for _ in range(60):
        qtbot.keyClick(pane, Qt.Key.Key_Left)
    assert seen(pane).x == 0
    assert seen(pane).size == before.size


def test_the_dialog_shows_what_its_choices_make(window: MainWindow, asked: Asked) -> None:
    window.commands["export"].trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    assert not asked.requests
    dialog.shows_preview.setChecked(True)
    assert dialog.preview.isVisible()
    assert asked.newest.options.sharpening is Sharpening.SCREEN
    asked.make(120)
    assert shown_at_the_middle(dialog.preview) == (120, 120, 120)
    dialog.size_choice.number.setValue(25)
    assert asked.newest.options.size == OutputSize(Measure.PERCENT, 25)
    assert f"{PHOTO.scaled(0.25).width} ×" in dialog.preview.text
    dialog.shows_preview.setChecked(False)
    assert asked.newest.parts == ()
    dialog.shows_preview.setChecked(True)
    dialog.reject()
    assert asked.newest.parts == ()


def test_after_the_dialog_the_canvas_has_it_again(window: MainWindow, asked: Asked) -> None:
    window.commands["output_preview"].trigger()
    asked.make(200)
    window.commands["export"].trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.shows_preview.setChecked(True)
    dialog.size_choice.number.setValue(25)
    dialog.reject()
    assert asked.newest.options.size == HALF.size
    asked.make(80)
    assert shown_at_the_middle(window.outputs.pane) == (80, 80, 80)
