"""One line of text that gives way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from pellucid.ui.elided_label import ElidedLabel


def columns_with_ink(label: ElidedLabel) -> list[int]:
    picture = label.grab().toImage()
    paper = QColor(picture.pixel(picture.width() // 2, 0)).lightness()
    lines = range(picture.height())
    return [
        x
        for x in range(picture.width())
        if any(abs(QColor(picture.pixel(x, y)).lightness() - paper) > 40 for y in lines)
    ]


@pytest.mark.parametrize("is_enabled", [True, False])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_text_begins_where_people_begin_to_read(qtbot: QtBot, direction: Qt.LayoutDirection, is_enabled: bool) -> None:
    label = ElidedLabel("short", wanted_px=200)
    qtbot.addWidget(label)
    label.setLayoutDirection(direction)
    label.setEnabled(is_enabled)
    label.resize(200, 24)
    ink = columns_with_ink(label)
    assert ink
    if direction == Qt.LayoutDirection.LeftToRight:
        assert max(ink) < 100
    else:
        assert min(ink) > 100


def test_what_does_not_fit_is_left_out(qtbot: QtBot) -> None:
    label = ElidedLabel("a long name of a folder/that ends here", wanted_px=2000)
    qtbot.addWidget(label)
    label.resize(120, 24)
    assert "…" in label.shown_text
    assert max(columns_with_ink(label)) < 120
    assert label.toolTip() == label.text()
