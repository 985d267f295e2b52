"""One part of a mask in its list: what it is, what it does to the parts before it, and how to be rid of it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from pellucid.foundation.masks import Combine, Component
from pellucid.foundation.translation import mark, tr, within
from pellucid.ui.buttons import make_icon_button, make_word_button
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import NO_MARGINS, lay_out
from pellucid.ui.masks.kinds import kind_of

COMBINES = {
    Combine.ADD: ("mdi6.plus", mark("Add"), mark("Covers as well")),
    Combine.SUBTRACT: ("mdi6.minus", mark("Subtract"), mark("Takes away from the parts above")),
    Combine.INTERSECT: ("mdi6.set-center", mark("Intersect"), mark("Leaves of the parts above what it covers too")),
}
"""Icon, word and sentence of each way to combine."""

_ICON_PX = 16


class PartRow(QWidget):
    """A row of the list.

    Signals:
        chosen(): its settings and its handles are wanted.
        combine_chosen(Combine): what it does to the parts before it.
        inverted(bool): it is to cover everywhere else.
        removed(): it is to go.
    """

    chosen = Signal()
    combine_chosen = Signal(object)
    inverted = Signal(bool)
    removed = Signal()

    def __init__(self, component: Component, icons: Icons, *, is_first: bool) -> None:
        super().__init__()
        self.component, self._icons = component, icons
        kind = kind_of(component.shape)
        icon, word, sentence = COMBINES[component.combine]
        self.combine = make_icon_button(icons, icon, f"{tr(word)}: {within(tr(sentence))}")
        self.combine.clicked.connect(self._choose_combine)
        self.title = make_word_button(
            icons, kind.icon, tr(kind.title), tr("Show its settings and its handles"), is_state=True
        )
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.title.clicked.connect(self.chosen)
        self.invert = make_icon_button(icons, "mdi6.invert-colors", tr("Invert {title}", title=tr(kind.title)))
        self.invert.setCheckable(True)
        self.invert.setChecked(component.inverted)
        self.invert.clicked.connect(self.inverted)
        remove = make_icon_button(icons, "mdi6.close", tr("Delete {title}", title=tr(kind.title)))
        remove.clicked.connect(self.removed)
        lay_out(QHBoxLayout(self), self.combine, self.title, self.invert, remove, margins=NO_MARGINS, spacing=2)
        # The first part has nothing before it that it could be combined with.
        self.combine.setHidden(is_first)

    def show_chosen(self, is_chosen: bool) -> None:
        """Show whether its settings are those that are shown."""
        self.title.setChecked(is_chosen)

    def _choose_combine(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for combine, (icon, word, sentence) in COMBINES.items():
            action = QAction(tr(word), menu, checkable=True, toolTip=tr(sentence))
            action.setChecked(combine is self.component.combine)
            action.triggered.connect(lambda _checked, combine=combine: self.combine_chosen.emit(combine))
            self._icons.give(action, icon)
            group.addAction(action)
            menu.addAction(action)
        menu.popup(self.combine.mapToGlobal(self.combine.rect().bottomLeft()))
