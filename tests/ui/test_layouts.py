"""Layouts said in one sentence."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pellucid.ui.layouts import NO_MARGINS, STRETCH, lay_out


def test_parts_stand_in_order_with_their_shares(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    first, last, inner = QLabel("1"), QLabel("2"), QVBoxLayout()
    layout = lay_out(QHBoxLayout(place), first, 12, (inner, 3), STRETCH, (last, 2), margins=(1, 2, 3, 4), spacing=5)
    items = [layout.itemAt(at) for at in range(layout.count())]
    assert [item.widget() for item in items] == [first, None, None, None, last]
    assert (items[1].sizeHint().width(), items[2].layout(), items[3].spacerItem() is not None) == (12, inner, True)
    assert [layout.stretch(at) for at in range(5)] == [0, 0, 3, 0, 2]
    margins = layout.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (1, 2, 3, 4)
    assert layout.spacing() == 5


def test_what_is_not_said_stays_as_the_style_has_it(qtbot: QtBot) -> None:
    plain, place = QWidget(), QWidget()
    for widget in (plain, place):
        qtbot.addWidget(widget)
    usual, layout = QVBoxLayout(plain), lay_out(QVBoxLayout(place), QLabel("1"))
    assert (layout.spacing(), layout.contentsMargins()) == (usual.spacing(), usual.contentsMargins())
    assert lay_out(layout, margins=NO_MARGINS).contentsMargins().isNull()
