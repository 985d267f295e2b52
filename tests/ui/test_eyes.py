"""The eyes of a pair in the window: what can be asked for, what is said, the wiggle, and the ways in and out."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import AnaglyphMode, Eye, EyeView
from pellucid.foundation.photo_facts import PhotoFacts, StereoFacts
from pellucid.operations.tone.parameters import Parameters
from pellucid.ui.dialogs.export_dialog import ExportDialog, format_for
from pellucid.ui.main_window import MainWindow
from pellucid.ui.settings import Settings
from pellucid.ui.window_actions import ANAGLYPH_MODES
from ui.frames import make_facts, make_frame

VIEWS = ("left_eye", "right_eye", "anaglyph", "wiggle")


def pair_facts(container: str | None = "MPO", partner: Path | None = None) -> PhotoFacts:
    return replace(make_facts(Path("pair.mpo")), fingerprint="p1", stereo=StereoFacts("l1", "r1", container, partner))


@pytest.fixture
def pair_window(empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.show_photo(pair_facts())
    empty_window.eyes.take(make_frame(photo="l1"))
    qtbot.waitUntil(lambda: empty_window.is_settled)
    return empty_window


def checked(window: MainWindow) -> list[str]:
    return [name for name in VIEWS if window.commands[name].isChecked()]


def shown(window: MainWindow) -> str:
    frame = window.canvas.newest
    assert frame is not None
    return frame.photo


def test_a_photo_of_one_eye_offers_no_views_of_two(window: MainWindow, qtbot: QtBot) -> None:
    assert not any(window.commands[name].isEnabled() for name in VIEWS)
    assert checked(window) == []
    assert window.status.eyes_text == ""
    with qtbot.assertNotEmitted(window.eyes.view_chosen):
        window.eyes.choose(EyeView.RIGHT)
    assert window.eyes.view is EyeView.LEFT


def test_a_pair_is_seen_with_its_left_eye_first_and_says_so(pair_window: MainWindow) -> None:
    assert all(pair_window.commands[name].isEnabled() for name in VIEWS)
    assert checked(pair_window) == ["left_eye"]
    assert pair_window.status.eyes_text == "Left view"
    assert shown(pair_window) == "l1"


def test_views_are_asked_for_once_and_exclude_each_other(pair_window: MainWindow) -> None:
    asked: list[EyeView] = []
    pair_window.eyes.view_chosen.connect(lambda view, _anaglyph_mode: asked.append(view))
    for name in ("right_eye", "anaglyph", "wiggle"):
        pair_window.commands[name].trigger()
        assert checked(pair_window) == [name]
    assert pair_window.status.eyes_text == "Wiggle"
    pair_window.commands["wiggle"].trigger()  # once more: back to one eye
    pair_window.commands["left_eye"].trigger()
    assert asked == [EyeView.RIGHT, EyeView.ANAGLYPH, EyeView.WIGGLE, EyeView.LEFT]
    assert checked(pair_window) == ["left_eye"]


def test_the_eyes_alternate_while_the_wiggle_is_on(pair_window: MainWindow, qtbot: QtBot) -> None:
    pair_window.commands["wiggle"].trigger()
    seen: list[str] = []
    for name in ("l1", "r1"):
        pair_window.eyes.take(make_frame(2, photo=name))
    pair_window.canvas.frame_painted.connect(lambda _generation: seen.append(shown(pair_window)))
    qtbot.waitUntil(lambda: "".join(seen).count("r1l1") >= 1)
    pair_window.commands["right_eye"].trigger()
    pair_window.eyes.take(make_frame(3, photo="r1"))
    assert not pair_window.eyes._clock.isActive(), "no tick is to come that would change the eye"
    assert shown(pair_window) == "r1"


def test_another_photo_ends_the_wiggle(pair_window: MainWindow) -> None:
    pair_window.commands["wiggle"].trigger()
    pair_window.show_photo(make_facts())
    assert pair_window.eyes.view is EyeView.LEFT
    pair_window.eyes.take(make_frame(3))
    assert shown(pair_window) == "f1"
    assert pair_window.status.eyes_text == ""


def test_picking_a_colour_needs_one_eye(pair_window: MainWindow) -> None:
    pair_window.commands["anaglyph"].trigger()
    pair_window.dock.operations.pick_toggled.emit("dehaze", "airlight", True)
    assert pair_window.eyes.view is EyeView.LEFT
    pair_window.commands["right_eye"].trigger()
    pair_window.dock.operations.pick_toggled.emit("dehaze", "airlight", True)
    assert pair_window.eyes.view is EyeView.RIGHT


ANAGLYPHS = {f"anaglyph_{anaglyph_mode.value}": anaglyph_mode for anaglyph_mode in AnaglyphMode}


def test_colours_of_an_anaglyph_are_chosen_shown_and_remembered(pair_window: MainWindow) -> None:
    asked: list[tuple[EyeView, AnaglyphMode]] = []
    pair_window.eyes.view_chosen.connect(lambda view, anaglyph_mode: asked.append((view, anaglyph_mode)))
    pair_window.commands["anaglyph"].trigger()
    for name in ("anaglyph_gray", "anaglyph_gray", "anaglyph_colour"):
        pair_window.commands[name].trigger()
        assert [other for other in ANAGLYPHS if pair_window.commands[other].isChecked()] == [name]
    assert asked == [
        (EyeView.ANAGLYPH, anaglyph_mode)
        for anaglyph_mode in (AnaglyphMode.LEAST_SQUARES, AnaglyphMode.GRAY, AnaglyphMode.COLOR)
    ]
    assert Settings().anaglyph() is AnaglyphMode.COLOR


def test_choosing_colours_shows_an_anaglyph(pair_window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pair_window.eyes.view_chosen) as asked:
        pair_window.commands["anaglyph_half_colour"].trigger()
    assert asked.args == [EyeView.ANAGLYPH, AnaglyphMode.HALF_COLOR]
    assert checked(pair_window) == ["anaglyph"]


def test_the_menu_offers_colours_for_pairs_only(pair_window: MainWindow) -> None:
    menu = next(menu for menu in pair_window.menuBar().findChildren(QMenu) if menu.title() == "&View")
    colors = next(menu for menu in menu.findChildren(QMenu) if "Colours" in menu.title())
    assert colors.actions() == [pair_window.commands[name] for name in ANAGLYPH_MODES.split()]
    assert set(ANAGLYPH_MODES.split()) == set(ANAGLYPHS)
    menu.aboutToShow.emit()
    assert colors.menuAction().isVisible()
    pair_window.show_photo(make_facts())
    menu.aboutToShow.emit()
    assert not colors.menuAction().isVisible()


def test_swapping_is_asked_for_and_said_and_keeps_edits_and_view(pair_window: MainWindow, qtbot: QtBot) -> None:
    pair_window.session.edit_parameters("tone", Parameters(exposure=0.5), dragging=False)
    pair_window.commands["wiggle"].trigger()
    for name in ("l1", "r1"):
        pair_window.eyes.take(make_frame(2, photo=name))
    with qtbot.waitSignal(pair_window.eyes.swap_requested):
        pair_window.commands["swap_eyes"].trigger()
    stereo = StereoFacts("r2", "l2", None, Path("l.jpg"), is_swapped=True)
    pair_window.show_swapped(replace(pair_facts(), path=Path("r.jpg"), stereo=stereo))
    assert pair_window.windowTitle().startswith("r.jpg")
    assert "swapped" in pair_window.workspace.messages.text
    assert checked(pair_window) == ["wiggle"]
    assert pair_window.session.stack.parameters("tone").exposure == 0.5
    pair_window.eyes.take(make_frame(3, photo="l2"))
    assert shown(pair_window) == "l2"
    pair_window.eyes.take(make_frame(3, photo="r2"))
    qtbot.waitUntil(lambda: shown(pair_window) == "r2")
    pair_window.show_swapped(pair_facts())
    assert "as they were opened" in pair_window.workspace.messages.text


def test_frames_of_strangers_are_dropped(pair_window: MainWindow) -> None:
    pair_window.eyes.take(make_frame(9, photo="f1"))
    assert shown(pair_window) == "l1"


def test_a_pair_is_chosen_by_two_dialogs(
    empty_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["a/left.jpg", "a/right.jpg"]
    titles: list[str] = []

    def ask(_parent: object, title: str, *_more: object, options: QFileDialog.Option) -> tuple[str, str]:
        assert options is QFileDialog.Option.HideNameFilterDetails  # of a hundred endings
        titles.append(title)
        return answers[len(titles) - 1], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    with qtbot.waitSignal(empty_window.pairs.pair_requested) as requested:
        empty_window.commands["open_pair"].trigger()
    assert requested.args == [Path("a/left.jpg").absolute(), Path("a/right.jpg").absolute()]
    assert "Left" in titles[0]
    assert "left.jpg" in titles[1]
    titles.clear()
    answers[1] = ""
    with qtbot.assertNotEmitted(empty_window.pairs.pair_requested):
        empty_window.commands["open_pair"].trigger()


def test_a_pair_is_exported_with_both_eyes_at_first(pair_window: MainWindow, tmp_path: Path) -> None:
    facts = pair_facts()
    assert format_for(facts, ExportOptions(format="JPEG")) == "MPO"
    assert format_for(facts, ExportOptions(format="PNS")) == "PNS"
    assert format_for(pair_facts("JPS"), ExportOptions()) == "JPS"
    assert format_for(pair_facts(None, Path("r.jpg")), ExportOptions()) == "MPO"
    assert format_for(make_facts(), ExportOptions(format="MPO")) == "JPEG"
    dialog = ExportDialog(facts, ExportOptions(), tmp_path, Path.exists, pair_window, Eye.RIGHT)
    assert dialog.target == tmp_path / "pair-restored.mpo"
    formats = next(combo for combo in dialog.findChildren(QComboBox) if combo.accessibleName() == "Format")
    assert [formats.itemText(number) for number in (0, 3)] == ["MPO, both views", "JPEG, the right view"]
    formats.setCurrentIndex(3)
    assert dialog.target.name == "pair-restored.jpg"
    dialog.deleteLater()


def test_exporting_again_makes_a_pair_of_a_pair(pair_window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pair_window.export_requested) as requested:
        pair_window.commands["export_again"].trigger()
    assert requested.args[0].suffix == ".mpo"
    assert requested.args[1].format == "MPO"
