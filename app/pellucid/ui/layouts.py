"""Layouts that are said in one sentence: their margins, the space between their parts, and the parts in order."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

BoxT = TypeVar("BoxT", bound=QBoxLayout)

Margins = tuple[int, int, int, int]

Part = QWidget | QLayout | int | tuple[QWidget | QLayout | None, int]
"""A widget, a layout, so many pixels of space, or one of the first two with its share of the room that is left."""

STRETCH: Part = (None, 0)
"""Takes the room that nothing else wants."""

NO_MARGINS: Margins = (0, 0, 0, 0)

DIALOG_MARGINS: Margins = (18, 18, 18, 14)
"""Air between the edge of a dialog and what is in it."""


def lay_out(layout: BoxT, *parts: Part, margins: Margins | None = None, spacing: int | None = None) -> BoxT:
    """Put parts into a row or a column, behind those that are in it.

    Args:
        layout: made for its widget, or to be part of another layout.
        parts: in order.
        margins: left, top, right and bottom, in pixels; as the style has them where nothing is said.
        spacing: between parts, in pixels; likewise.

    Returns:
        The layout.
    """
    if margins is not None:
        layout.setContentsMargins(*margins)
    if spacing is not None:
        layout.setSpacing(spacing)
    for part in parts:
        what, share = part if isinstance(part, tuple) else (part, 0)
        if isinstance(what, QWidget):
            layout.addWidget(what, share)
        elif isinstance(what, QLayout):
            layout.addLayout(what, share)
        elif what is None:
            layout.addStretch(share)
        else:
            layout.addSpacing(what)
    return layout


def keep_room(widget: QWidget, *, keeps: bool = True) -> None:
    """Let a widget that is hidden leave its place empty, so that what is beside it stays where it is."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(keeps)
    widget.setSizePolicy(policy)
