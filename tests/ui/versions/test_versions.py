"""Versions in the window: saved, shown, compared, renamed, deleted and brought back, and exported together."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.thumbnail_request import ThumbnailRequest
from pellucid.document.versions import Version
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.dialogs.name_dialog import NameDialog
from pellucid.ui.main_window import MainWindow
from pellucid.ui.versions.export_dialog import VersionsExportDialog
from pellucid.ui.versions.page import VersionsPage
from ui.frames import make_facts

LEFT = Framing(crop=UnitRect(0.0, 0.0, 0.5, 0.5))


def brighter(exposure: float, framing: Framing | None = None) -> Edit:
    stack = EditStack().with_parameters("tone", Tone(exposure=exposure))
    return Edit(stack=stack, framing=framing or Framing())


def tabs(window: MainWindow) -> list[str]:
    pages = window.dock.pages
    return [pages.tabText(place) for place in range(pages.count())]


def names(window: MainWindow) -> list[str]:
    return [version.name for version in window.session.versions]


def dialog_of(window: MainWindow, kind: type[QDialog]) -> QDialog:
    (found,) = (dialog for dialog in window.findChildren(kind) if dialog.isVisible())
    return found


@pytest.fixture
def page(window: MainWindow) -> VersionsPage:
    """Two versions: one framed, and one that the photo is at."""
    window.session.record(brighter(0.5), "Tone")
    window.session.keep_versions(
        (Version("Cropped", brighter(-0.5, LEFT), "2026-01-02T03:04:05Z"), Version("Bright", brighter(0.5), ""))
    )
    window.dock.pages.setCurrentWidget(window.versions.page)
    return window.versions.page


def test_the_tab_is_there_once_a_version_is(window: MainWindow) -> None:
    assert tabs(window) == ["Edit", "History", "Info"]
    window.dock.pages.setCurrentIndex(1)
    window.dock.save_version.click()
    dialog = dialog_of(window, NameDialog)
    assert isinstance(dialog, NameDialog)
    dialog.name.setText("  Evening ")
    dialog.accept()
    assert (tabs(window), names(window)) == (["Edit", "History", "Versions", "Info"], ["Evening"])
    assert "“Evening” is saved" in window.workspace.messages.text
    window.dock.pages.setCurrentIndex(2)
    window.show_photo(make_facts(Path("other.jpg").absolute()))
    assert tabs(window) == ["Edit", "History", "Info"]
    assert window.dock.pages.currentIndex() == 0


def test_a_name_that_cannot_be_shown_is_told_in_the_dialog(window: MainWindow) -> None:
    window.commands["save_version"].trigger()
    dialog = dialog_of(window, NameDialog)
    assert isinstance(dialog, NameDialog)
    dialog.name.setText(" ")
    assert not dialog.save.isEnabled()
    dialog.name.setText("a\u200bb")
    dialog.accept()
    assert dialog.isVisible()
    assert "needs a name of 1 to 60 letters" in dialog.message.text()
    assert names(window) == []
    dialog.reject()


def test_a_click_shows_a_version_as_one_entry_of_the_history(
    window: MainWindow, page: VersionsPage, qtbot: QtBot
) -> None:
    assert page.rows["Bright"].property("present")
    entries = len(window.session.entries)
    qtbot.mouseClick(page.rows["Cropped"], Qt.MouseButton.LeftButton)
    assert window.session.edit == brighter(-0.5, LEFT)
    assert window.session.entries[-1].label == "Version “Cropped”"
    assert len(window.session.entries) == entries + 1
    assert page.rows["Cropped"].property("present")
    window.commands["undo"].trigger()
    assert window.session.edit == brighter(0.5)
    assert page.rows["Bright"].property("present")


def test_versions_are_reached_by_keys_alone(window: MainWindow, page: VersionsPage) -> None:
    row = page.rows["Cropped"]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert window.session.edit == brighter(-0.5, LEFT)
    QTest.keyClick(row, Qt.Key.Key_F2)
    dialog = dialog_of(window, NameDialog)
    assert isinstance(dialog, NameDialog)
    assert dialog.name.selectedText() == "Cropped"
    dialog.name.setText("Bright")
    dialog.accept()
    assert names(window) == ["Bright 2", "Bright"]
    QTest.keyClick(page.rows["Bright 2"], Qt.Key.Key_Delete)
    assert names(window) == ["Bright"]


def test_a_deleted_version_can_be_brought_back(window: MainWindow, page: VersionsPage) -> None:
    before = window.session.versions
    page.deed_requested.emit("delete", "Cropped")
    assert names(window) == ["Bright"]
    window.workspace.messages._button.click()
    assert window.session.versions == before


def test_a_deleted_version_is_offered_back_until_there_are_others(window: MainWindow, page: VersionsPage) -> None:
    window.versions.delete(names(window)[0])
    assert window.workspace.messages.text
    window.commands["undo"].trigger()
    assert window.workspace.messages.text  # the photo's edits are not what it would bring back
    window.session.keep_versions(())
    assert not window.workspace.messages.text


def test_a_version_can_be_copied_and_be_made_the_present_state(window: MainWindow, page: VersionsPage) -> None:
    page.deed_requested.emit("duplicate", "Cropped")
    assert names(window) == ["Cropped", "Cropped 2", "Bright"]
    page.deed_requested.emit("update", "Cropped")
    first, second, _ = window.session.versions
    assert (first.edit, second.edit) == (brighter(0.5), brighter(-0.5, LEFT))
    window.workspace.messages._button.click()
    assert window.session.versions[0].edit == brighter(-0.5, LEFT)


def test_a_version_with_another_crop_is_compared_side_by_side(window: MainWindow, page: VersionsPage) -> None:
    told: list[Edit | None] = []
    window.versions.compared_changed.connect(told.append)
    page.rows["Cropped"].compare.click()
    assert told == [brighter(-0.5, LEFT)]
    assert window.canvas.compare.mode is CompareMode.SIDE_BY_SIDE
    assert window.canvas.compare.names == ("Cropped", "Bright")
    assert window.canvas.other_view is not None
    window.session.record(brighter(0.7), "Tone")
    assert window.canvas.compare.names == ("Cropped", "Now")
    page.rows["Cropped"].compare.click()
    assert told[1:] == [None]
    assert (window.canvas.compare.mode, window.canvas.compare.names) == (CompareMode.OFF, ("Before", "After"))
    assert window.canvas.other_view is None


def test_a_version_that_is_framed_alike_is_compared_under_a_divider(window: MainWindow, page: VersionsPage) -> None:
    window.session.record(brighter(0.9), "Tone")
    page.rows["Bright"].compare.click()
    assert window.canvas.compare.mode is CompareMode.SPLIT
    page.rows["Cropped"].compare.click()
    assert window.versions.compared == "Cropped"
    assert not page.rows["Bright"].compare.isChecked()


def test_a_comparison_ends_with_the_version_and_with_the_photo(window: MainWindow, page: VersionsPage) -> None:
    page.rows["Cropped"].compare.click()
    page.deed_requested.emit("delete", "Cropped")
    assert (window.versions.compared, window.canvas.compare.mode) == ("", CompareMode.OFF)
    window.workspace.messages._button.click()
    page.rows["Cropped"].compare.click()
    window.show_photo(make_facts(Path("other.jpg").absolute()))
    assert (window.versions.compared, window.canvas.other_view) == ("", None)


def test_a_version_that_is_renamed_stays_compared(window: MainWindow, page: VersionsPage) -> None:
    page.rows["Cropped"].compare.click()
    page.deed_requested.emit("rename", "Cropped")
    dialog = dialog_of(window, NameDialog)
    assert isinstance(dialog, NameDialog)
    dialog.name.setText("Left half")
    dialog.accept()
    assert (window.versions.compared, window.canvas.compare.names[0]) == ("Left half", "Left half")
    assert page.rows["Left half"].compare.isChecked()


def test_the_pictures_are_wanted_while_the_page_is_seen(window: MainWindow, page: VersionsPage) -> None:
    wanted: list[tuple[ThumbnailRequest, ...]] = []
    window.pictures.requested.connect(wanted.append)
    window.dock.pages.setCurrentIndex(0)
    assert wanted[-1] == ()
    window.dock.pages.setCurrentWidget(page)
    assert [request.edit for request in wanted[-1]] == [brighter(-0.5, LEFT), brighter(0.5)]
    window.pictures.take(wanted[-1][0], np.full((4, 6, 4), 200, np.uint8))
    window.pictures.take(wanted[-1][1], None)
    first, second = page.rows["Cropped"].picture.picture, page.rows["Bright"].picture.picture
    assert first is not None
    assert second is not None
    assert (first.isNull(), second.isNull()) == (False, True)
    window.pictures.take(ThumbnailRequest("another photo", brighter(0.7)), None)
    assert window.pictures.picture(brighter(0.7)) is None


def test_several_versions_are_exported_each_under_its_name(
    window: MainWindow, page: VersionsPage, tmp_path: Path
) -> None:
    window.show_photo(make_facts(tmp_path / "photo.jpg"))
    window.session.keep_versions(
        (
            Version("A/B: dawn", brighter(0.1), ""),
            Version("Soft", brighter(0.2), ""),
            Version("Left", brighter(0.3), ""),
        )
    )
    asked: list[tuple[str, Edit]] = []
    window.exporting.version_requested.connect(lambda target, _options, edit: asked.append((target.name, edit)))
    page.export.click()
    dialog = dialog_of(window, VersionsExportDialog)
    assert isinstance(dialog, VersionsExportDialog)
    assert dialog.export.text() == "Export 3"
    icons = [dialog.rows.item(row).icon() for row in range(3)]
    assert {icon.actualSize(dialog.rows.iconSize()) for icon in icons} == {dialog.rows.iconSize()}  # nothing moves
    pixels = np.full((40, 56, 4), 255, np.uint8)
    window.pictures.take(ThumbnailRequest(make_facts().fingerprint, brighter(0.2)), pixels)
    middle = dialog.rows.iconSize() / 2
    seen = [dialog.rows.item(row).icon().pixmap(dialog.rows.iconSize()).toImage() for row in range(3)]
    assert [image.pixelColor(middle.width(), middle.height()) == Qt.GlobalColor.white for image in seen] == [
        False,
        True,
        False,
    ]
    dialog.rows.item(2).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    assert asked == [("photo-A_B_ dawn.jpg", brighter(0.1)), ("photo-Soft.jpg", brighter(0.2))]
