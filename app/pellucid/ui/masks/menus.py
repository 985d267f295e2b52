"""The menus of masks: what a new one or a new part can be, what can be done with one, and how it is shown."""

import functools
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from pellucid.foundation.masks import Combine
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.mask_style import COLORS, OPACITIES, MaskStyle
from pellucid.ui.dialogs.name_dialog import NameDialog
from pellucid.ui.icons import Icons
from pellucid.ui.masks.edits import RAISED_NOISE, MaskEdits
from pellucid.ui.masks.kinds import KINDS, Kind, map_kinds


class MaskMenus(QObject):
    """Pops up menus below buttons.

    Args:
        edits: what most entries do.
        icons: draws the icons.
        parent: of dialogs.
    """

    def __init__(self, edits: MaskEdits, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._edits, self._icons, self._window = edits, icons, parent
        self.has_pair = False
        """Offer what is measured between two views as well."""

    def offer(self, at: QWidget, add: Callable[[Kind], object]) -> QMenu:
        """What a new mask can be."""
        menu = self._kinds(at, add)
        menu.addSeparator()
        ready = self._entry(menu, tr(RAISED_NOISE), self._edits.add_raised_noise)
        ready.setToolTip(tr("A ready mask: the more low light raised the noise, the more of it is taken away"))
        self._icons.give(ready, "mdi6.lightbulb-on-outline")
        if self._edits.copied_name:
            self._entry(menu, tr("Paste “{mask}”", mask=self._edits.copied_name), self._edits.paste)
        return _popped_up(menu, at)

    def offer_part(self, combine: Combine, at: QWidget, add: Callable[[Kind, Combine], object]) -> QMenu:
        """What a new part can be."""
        return _popped_up(self._kinds(at, lambda kind: add(kind, combine)), at)

    def offer_more(self, at: QWidget) -> QMenu:
        """What can be done with the mask that is edited."""
        edits, menu = self._edits, QMenu(at)
        self._entry(menu, tr("Re&name…"), self.ask_name)
        self._entry(menu, tr("D&uplicate"), edits.duplicate)
        self._entry(menu, tr("&Copy for Other Photos"), edits.copy)
        menu.addSeparator()
        for text, way in ((tr("Act &Earlier"), -1), (tr("Act &Later"), 1)):
            entry = self._entry(menu, text, functools.partial(edits.move, way))
            entry.setEnabled(edits.can_move(way))
        menu.addSeparator()
        self._entry(menu, tr("&Delete"), edits.delete)
        return _popped_up(menu, at)

    def offer_styles(self, at: QWidget, style: MaskStyle, does: Callable[[MaskStyle], object]) -> QMenu:
        """Colour and opacity of a mask that is shown."""
        menu = QMenu(at.window())  # the canvas, on which the button lies, is a window of the system
        _add_choices(menu, COLORS, style.color_name, lambda name: does(style.with_color(name)))
        menu.addSeparator()
        shares = {_percent(share): share for share in OPACITIES}
        _add_choices(menu, shares, _percent(style.opacity), lambda text: does(style.with_opacity(shares[text])))
        menu.addSeparator()
        outline = menu.addAction(tr("Only Its &Outline"))
        outline.setCheckable(True)
        outline.setChecked(style.is_outline)
        outline.triggered.connect(lambda checked: does(style.with_outline(checked)))
        return _popped_up(menu, at)

    def ask_name(self) -> NameDialog:
        """Ask how the mask is to be called."""
        name = self._edits.mask.name if self._edits.mask else ""
        dialog = NameDialog(tr("Rename Mask"), name, self._edits.rename, self._window.window(), tr("Rename"))
        dialog.open()
        return dialog

    def _kinds(self, at: QWidget, does: Callable[[Kind], object]) -> QMenu:
        menu = QMenu(at)
        maps = QMenu(tr("Measured map"), menu)
        for shown, kinds in (
            (menu, KINDS),
            (maps, map_kinds(has_pair=self.has_pair)),
        ):
            shown.setToolTipsVisible(True)
            for kind in kinds:
                entry = self._entry(shown, tr(kind.title), functools.partial(does, kind))
                entry.setToolTip(tr(kind.help))
                self._icons.give(entry, kind.icon)
        self._icons.give(menu.addMenu(maps), "mdi6.chart-bell-curve-cumulative")
        return menu

    @staticmethod
    def _entry(menu: QMenu, text: str, does: Callable[[], object]) -> QAction:
        entry = menu.addAction(text)
        entry.triggered.connect(lambda _checked=False: does())
        return entry


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _add_choices(menu: QMenu, names: Iterable[str], chosen: str, does: Callable[[str], object]) -> None:
    group = QActionGroup(menu)
    for name in names:
        action = menu.addAction(tr(name))
        action.setCheckable(True)
        action.setChecked(name == chosen)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, name=name: does(name))


def _popped_up(menu: QMenu, below: QWidget) -> QMenu:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
    return menu
