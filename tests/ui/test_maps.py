"""Maps of what networks believe: when they are offered, how they come and go."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import MapScale
from pellucid.ui.main_window import MainWindow
from ui.frames import make_frame, make_overlay


def test_the_map_key_cycles_opacity_and_ends_with_none(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    window.overlay_requested.connect(lambda operation, name: asked.append((operation, name)))
    seen = []
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_O)
        seen.append(window.canvas.look.opacity)
    assert asked == [("denoise", "noise"), ("", "")]
    assert len(set(seen)) == 4
    assert seen[-1] == 0


def test_a_map_is_offered_only_by_the_methods_that_make_it(window: MainWindow, qtbot: QtBot) -> None:
    card = window.dock.operations.cards["dehaze"]
    card.fold(False)
    patch = card.legends["patch"]
    assert patch.isHidden()
    window.dock.operations.edit("dehaze", "method", "pmsnet")
    assert not patch.isHidden()
    patch.button.click()
    assert window.maps.shown == ("dehaze", "patch")
    with qtbot.waitSignal(window.overlay_requested) as asked:
        window.dock.operations.edit("dehaze", "method", "dehazenet")
    assert asked.args == ["", ""]
    assert patch.isHidden()
    assert not patch.is_active


def test_a_map_brings_its_real_ends_to_the_legend(window: MainWindow) -> None:
    legend = window.dock.operations.cards["denoise"].legends["noise"]
    legend.button.click()
    legend.show_scale(MapScale("Estimated noise", "levels", 0, 5))
    window.show_frame(make_frame(2, overlay=make_overlay(0.3)))
    assert legend._high.text() == "40"
