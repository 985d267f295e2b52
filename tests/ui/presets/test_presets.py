"""Presets in the window: shown on the photo, put on with one click, saved, kept and brought back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from pellucid.document import preset_folder, presets
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, UnknownPart
from pellucid.document.preset_folder import SUFFIX
from pellucid.document.presets import Preset
from pellucid.document.thumbnail_request import ThumbnailRequest
from pellucid.foundation.framing import Framing
from pellucid.foundation.masks import Mask
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.ui.dialogs.name_dialog import NameDialog
from pellucid.ui.main_window import MainWindow
from pellucid.ui.presets.popup import PresetPopup
from pellucid.ui.presets.save_dialog import SavePresetDialog
from pellucid.ui.presets.tile import PresetTile
from ui.frames import make_facts

BRIGHT = EditStack().with_parameters("tone", Tone(exposure=0.5))
THREE = tuple(Path(f"/photos/{number}.jpg") for number in range(3))
BUNDLED = ["Night, hand-held", "Old JPEG", "Hazy landscape", "Scan of a print"]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "data"))


def popup_of(window: MainWindow) -> PresetPopup:
    window.dock.presets.button.click()
    assert window.presets.popup is not None
    assert window.presets.popup.isVisible()
    return window.presets.popup


def tile_of(window: MainWindow, name: str) -> PresetTile:
    return next(tile for tile in popup_of(window).tiles if tile.kept.name == name)


def own() -> list[str]:
    return [kept.name for kept in preset_folder.list_presets() if not kept.is_bundled]


def test_presets_are_shown_as_they_would_change_the_photo(window: MainWindow) -> None:
    wanted: list[tuple[ThumbnailRequest, ...]] = []
    window.pictures.requested.connect(wanted.append)
    preset_folder.save_preset(Preset("Bright", BRIGHT))
    window.session.record(Edit(framing=Framing(quarter_turns=1)), "Turn")
    popup = popup_of(window)
    assert [tile.kept.name for tile in popup.tiles] == [*BUNDLED, "Bright"]
    assert wanted[-1][-1] == ThumbnailRequest("f1", Edit(stack=BRIGHT, framing=Framing(quarter_turns=1)))
    popup.hide()
    assert wanted[-1] == ()


def test_keys_open_the_presets_below_their_button_wherever_the_panel_is(window: MainWindow) -> None:
    panel = window.dock.operations
    panel.fold([])
    QApplication.processEvents()
    panel.verticalScrollBar().setValue(panel.verticalScrollBar().maximum())
    assert window.dock.presets.button.visibleRegion().isEmpty()
    window.commands["presets"].trigger()
    assert not window.dock.presets.button.visibleRegion().isEmpty()


def test_a_click_puts_a_preset_on_as_one_entry_and_keeps_masks(window: MainWindow) -> None:
    preset_folder.save_preset(Preset("Quiet", EditStack().with_parameters("denoise", Denoise(gamma=1.4))))
    stack = EditStack().with_parameters("denoise", Denoise())
    step = stack.steps[0]
    local = Local("sky", changes=(("gamma", 2.0),))
    mask = Mask("sky", "Sky")
    own_edit = Edit(stack=stack.with_step(type(step)(step.operation, step.parameters, locals=(local,))), masks=(mask,))
    window.session.record(own_edit, "Mask")
    entries = len(window.session.entries)
    tile_of(window, "Quiet").click()
    done = window.session.edit.stack.step("denoise")
    assert done is not None
    assert (done.parameters, done.locals) == (Denoise(gamma=1.4), (local,))
    assert (window.session.entries[-1].label, len(window.session.entries)) == ("Preset “Quiet”", entries + 1)
    assert window.presets.popup is not None
    assert not window.presets.popup.isVisible()
    window.commands["undo"].trigger()
    assert window.session.edit == own_edit
    window.commands["redo"].trigger()
    tile_of(window, "Quiet").click()
    assert "as “Quiet” makes it already" in window.workspace.messages.text


def test_the_menu_lists_presets_and_puts_them_on(window: MainWindow) -> None:
    preset_folder.save_preset(Preset("Me & you", BRIGHT))
    (menu,) = (menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "&Presets")
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    actions: dict[str, QAction] = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions)[:5] == [*BUNDLED, "Me && you"]
    actions["Me && you"].trigger()
    assert window.session.edit.stack == BRIGHT


def test_chosen_operations_are_saved(window: MainWindow) -> None:
    stack = BRIGHT.with_parameters("denoise", Denoise(gamma=1.4))
    window.session.record(Edit(stack=stack, framing=Framing(quarter_turns=1)), "Several")
    window.commands["save_preset"].trigger()
    dialog = window.findChild(SavePresetDialog)
    assert dialog is not None
    assert list(dialog.operations) == ["denoise", "tone"]
    assert "Noise level γ 1.40" in dialog.operations["denoise"].text()
    assert not dialog.framing.isChecked()
    dialog.operations["denoise"].setChecked(False)
    dialog.name.setText("Old JPEG")
    dialog.accept()
    assert own() == ["Old JPEG 2"]
    assert preset_folder.find_preset("Old JPEG 2") == Preset("Old JPEG 2", BRIGHT)
    assert "“Old JPEG 2” is saved" in window.workspace.messages.text


def test_a_preset_of_nothing_is_not_saved(window: MainWindow) -> None:
    window.commands["save_preset"].trigger()
    dialog = window.findChild(SavePresetDialog)
    assert dialog is not None
    assert not dialog.save.isEnabled()
    assert not dialog.framing.isEnabled()
    assert dialog.message.isVisible()
    assert dialog.message.text().startswith("There is nothing to save yet.")
    dialog.reject()


def test_presets_are_renamed_deleted_and_brought_back_by_keys(window: MainWindow) -> None:
    preset_folder.save_preset(Preset("Bright", BRIGHT))
    QTest.keyClick(tile_of(window, "Bright"), Qt.Key.Key_F2)
    dialog = window.findChild(NameDialog)
    assert dialog is not None
    dialog.name.setText("Brighter")
    dialog.accept()
    assert own() == ["Brighter"]
    QTest.keyClick(tile_of(window, "Brighter"), Qt.Key.Key_Delete)
    assert own() == []
    window.workspace.messages._button.click()
    assert own() == ["Brighter"]
    QTest.keyClick(tile_of(window, "Old JPEG"), Qt.Key.Key_Delete)
    assert len(preset_folder.list_presets()) == 5, "what Pellucid brings stays"


def test_arrows_go_from_picture_to_picture(window: MainWindow) -> None:
    popup = popup_of(window)
    popup.tiles[0].setFocus()
    for key, place in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 3), (Qt.Key.Key_Left, 2), (Qt.Key.Key_Down, 2)):
        focused = next(tile for tile in popup.tiles if tile.hasFocus())
        QTest.keyClick(focused, key)
        assert popup.tiles[place].hasFocus()
    QTest.keyClick(popup.tiles[2], Qt.Key.Key_Return)
    assert window.session.entries[-1].label == "Preset “Hazy landscape”"


def test_files_are_imported_and_exported(window: MainWindow, tmp_path: Path) -> None:
    window.presets.export_to(Preset("Bright", BRIGHT), tmp_path / "bright")
    file = tmp_path / f"bright{SUFFIX}"
    assert presets.read(file) == Preset("Bright", BRIGHT)
    window.presets.import_from([file, file])
    assert own() == ["Bright", "Bright 2"]
    assert window.workspace.messages.text == "Imported “Bright”, “Bright 2”."
    (tmp_path / "broken.json").write_bytes(b"{")
    window.presets.import_from([tmp_path / "broken.json"])
    assert "This preset cannot be read" in window.workspace.messages.text


def test_a_preset_of_a_newer_version_says_so(window: MainWindow) -> None:
    unknown = EditStack(BRIGHT.steps, (UnknownPart('{"operation":"grain"}'),))
    window.presets.put_on(Preset("New", unknown))
    assert window.session.edit.stack == BRIGHT
    assert "newer Pellucid" in window.workspace.messages.text


def test_without_a_photo_there_is_nothing_to_put_a_preset_on(empty_window: MainWindow) -> None:
    empty_window.presets.open()
    empty_window.presets.put_on(Preset("Bright", BRIGHT))
    assert empty_window.presets.popup is None
    assert empty_window.session.edit == Edit()


@pytest.fixture
def given(window: MainWindow) -> list[tuple[tuple[Path, ...], Preset]]:
    """What photos were given; three are in the strip, and the first is open."""
    window.opener.chosen.emit(THREE)
    window.show_photo(make_facts(THREE[0]))
    preset_folder.save_preset(Preset("Bright", BRIGHT))
    found: list[tuple[tuple[Path, ...], Preset]] = []
    window.transfer.spread_requested.connect(lambda photos, preset: found.append((photos, preset)))
    return found


def test_the_pop_up_has_room_for_all_of_it_however_many_photos_are_selected(window: MainWindow) -> None:
    popup = popup_of(window)
    for selected in (1, 3, 1, 3):
        popup.hide()
        popup.open_at(preset_folder.list_presets(), Edit(), window.dock.presets.button, selected)
        QApplication.processEvents()
        assert popup.for_all.isVisible() is (selected > 1)
        assert popup._area.verticalScrollBar().maximum() == 0


def test_a_click_gives_a_preset_to_all_that_are_selected_where_that_is_wanted(
    window: MainWindow, given: list[tuple[tuple[Path, ...], Preset]]
) -> None:
    assert popup_of(window).for_all.isHidden()
    window.commands["select_all"].trigger()
    tile = tile_of(window, "Bright")
    assert window.presets.popup is not None
    box = window.presets.popup.for_all
    assert (box.text(), box.isVisible(), box.isChecked()) == ("On all 3 &selected", True, False)
    tile.click()
    assert given == []
    assert window.session.edit.stack == BRIGHT
    tile = tile_of(window, "Bright")
    box.click()
    tile.click()
    assert given == [(THREE, Preset("Bright", BRIGHT))]
    popup_of(window)
    assert not box.isChecked()


def test_the_menu_of_photos_and_that_of_the_strip_give_presets_to_the_selected(
    window: MainWindow, given: list[tuple[tuple[Path, ...], Preset]]
) -> None:
    assert window.strip.strip is not None
    window.strip.strip.view.select(THREE[1:])
    view = window.strip.strip.view
    at = view.visualRect(window.strip.strip.model.index(1)).center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at)))
    menus = [menu for menu in window.findChildren(QMenu) if menu.title() == "Presets for the Se&lected"]
    assert len(menus) == 2
    for menu in menus:
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == "Bright").trigger()
    assert given == [(THREE[1:], Preset("Bright", BRIGHT))] * 2
    assert isinstance(QApplication.activePopupWidget(), QMenu)
    QApplication.activePopupWidget().close()
