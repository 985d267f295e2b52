"""The presets as small pictures of the open photo, in a pop-up beside the panel."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pellucid.document.edit import Edit
from pellucid.document.preset_folder import KeptPreset
from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_button
from pellucid.ui.layouts import lay_out
from pellucid.ui.panel.group_title import GroupTitle
from pellucid.ui.presets.tile import PresetTile
from pellucid.ui.small_pictures import SmallPictures

_WHO = "presets"
_COLUMNS = 2
_HIGHEST_PX = 560
_FOOT_AIR_PX = 8
_SIDE_PX = 12
_NONE_YET = mark("Save settings that you like as a preset, and put them on other photos with one click.")


class PresetPopup(QFrame):
    """Goes by itself once a preset was chosen, or something else clicked.

    Args:
        pictures: gives the small pictures.
        parent: window over which it opens.

    Signals:
        chosen(KeptPreset): put it on the photo.
        given(KeptPreset): put it on all photos that are selected.
        deed_requested(str, KeptPreset): one of `DEEDS`.
        save_requested(), import_requested(): as the buttons say.
    """

    chosen = Signal(object)
    given = Signal(object)
    deed_requested = Signal(str, object)
    save_requested = Signal()
    import_requested = Signal()

    def __init__(self, pictures: SmallPictures, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAccessibleName(tr("Presets"))
        self._pictures = pictures
        self.tiles: list[PresetTile] = []
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.for_all = QCheckBox()
        self.for_all.setToolTip(tr("A preset that you click is put on all photos that are selected in the filmstrip"))
        foot = self._foot = lay_out(QVBoxLayout(), self.for_all, margins=(16, 4, 16, 12), spacing=8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        foot.addLayout(buttons)
        buttons.addWidget(make_button(tr("&Save Preset…"), self._leaving(self.save_requested.emit)))
        buttons.addWidget(make_button(tr("&Import…"), self._leaving(self.import_requested.emit)))
        buttons.addStretch()
        lay_out(QVBoxLayout(self), (self._area, 1), foot, margins=(1, 1, 1, 1), spacing=4)
        pictures.changed.connect(self._show_pictures)

    def open_at(self, presets: tuple[KeptPreset, ...], edit: Edit, beside: QWidget, selected: int = 1) -> None:
        """Show presets as they would change an edit, below a widget as far as the screen allows.

        Args:
            presets: in order.
            edit: of the open photo.
            beside: the widget.
            selected: how many photos are selected; where there are several, all of them may get the preset.
        """
        self.for_all.setText(tr("On all {selected} &selected", selected=selected))
        self.for_all.setChecked(False)
        self.for_all.setVisible(selected > 1)
        self._foot.invalidate()  # a layout in a layout keeps its size while nothing of it is seen
        wanted = self._list(presets, edit).sizeHint()
        width = wanted.width() + self._area.verticalScrollBar().sizeHint().width()
        height = min(_HIGHEST_PX, wanted.height() + self._foot.sizeHint().height() + _FOOT_AIR_PX)
        screen = (beside.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        self.resize(width, min(height, screen.height()))
        below = beside.mapToGlobal(QPoint(0, beside.height() + 4))
        edge = min(screen.right(), beside.window().geometry().right() - _FOOT_AIR_PX)
        x = max(screen.left(), min(below.x(), edge - self.width()))
        y = min(max(below.y(), screen.top()), screen.bottom() - self.height())
        self.move(x, y)
        self.show()
        if self.tiles:
            self.tiles[0].setFocus(Qt.FocusReason.PopupFocusReason)
        self._pictures.want(_WHO, tuple(tile.edit for tile in self.tiles))
        self._show_pictures()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 -- Qt's name
        """The pictures are not wanted any more."""
        super().hideEvent(event)
        self._pictures.want(_WHO, ())

    def _walk(self, tile: PresetTile, right: int, down: int) -> None:
        """Go from picture to picture."""
        wanted = self.tiles.index(tile) + right + _COLUMNS * down
        if 0 <= wanted < len(self.tiles):
            self.tiles[wanted].setFocus()
            self._area.ensureWidgetVisible(self.tiles[wanted])

    def _list(self, presets: tuple[KeptPreset, ...], edit: Edit) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_SIDE_PX, 0, 0, 4)  # at the right there is the room of the bar
        column.setSpacing(2)
        self.tiles = []
        for title, is_bundled in ((tr("Pellucid"), True), (tr("Yours"), False)):
            column.addWidget(GroupTitle(title))
            own = [kept for kept in presets if kept.is_bundled is is_bundled]
            grid = QGridLayout()
            grid.setSpacing(2)
            for place, kept in enumerate(own):
                tile = self._make_tile(kept, edit)
                grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
                self.tiles.append(tile)
            grid.setColumnStretch(_COLUMNS, 1)
            column.addLayout(grid)
            if not own:
                note = QLabel(tr(_NONE_YET), wordWrap=True)
                note.setObjectName("small")
                note.setContentsMargins(8, 0, 8, 4)
                column.addWidget(note)
        column.addStretch()
        self._area.setWidget(inside)
        return inside

    def _make_tile(self, kept: KeptPreset, edit: Edit) -> PresetTile:
        tile = PresetTile(kept, kept.preset.over(edit))
        tile.clicked.connect(self._leaving(lambda: self._choose(kept)))
        tile.walked.connect(lambda right, down: self._walk(tile, right, down))
        tile.menu_requested.connect(lambda at: self._open_menu(kept, at))
        if not kept.is_bundled:
            tile.renamed.connect(self._leaving(lambda: self.deed_requested.emit("rename", kept)))
            tile.deleted.connect(self._leaving(lambda: self.deed_requested.emit("delete", kept)))
        return tile

    def _choose(self, kept: KeptPreset) -> None:
        (self.given if self.for_all.isChecked() else self.chosen).emit(kept)

    def _open_menu(self, kept: KeptPreset, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(tr("&Apply"), self._leaving(lambda: self.chosen.emit(kept)))
        if self.for_all.isVisible():
            menu.addAction(tr("Apply to All &Selected"), self._leaving(lambda: self.given.emit(kept)))
        for deed, (words, changes) in DEEDS.items():
            action = menu.addAction(words, self._leaving(lambda deed=deed: self.deed_requested.emit(deed, kept)))  # type: ignore[misc]
            action.setEnabled(not (changes and kept.is_bundled))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _leaving(self, does: Callable[[], object]) -> Callable[[], None]:
        def leave() -> None:
            self.hide()
            does()

        return leave

    def _show_pictures(self) -> None:
        for tile in self.tiles if self.isVisible() else ():
            tile.picture.show_picture(self._pictures.picture(tile.edit))


DEEDS = {
    "rename": (mark("&Rename…"), True),
    "export": (mark("&Export…"), False),
    "delete": (mark("&Delete"), True),
}
"""What the menu of a preset offers besides, and whether that changes the preset."""
