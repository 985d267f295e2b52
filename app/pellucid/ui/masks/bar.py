"""The settings of the part of a mask that is chosen, floating below the photo, and how the mask is shown."""

import math
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pellucid.foundation.translation import tr
from pellucid.ui.buttons import make_word_button
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import lay_out
from pellucid.ui.masks.kinds import Kind
from pellucid.ui.masks.shape_settings import Setting
from pellucid.ui.panel.parameter_row import NumberRow
from pellucid.ui.style.typeface import TextSize, font_of
from pellucid.ui.tool_frame import ToolFrame

_WIDTH_PX, _ROW_PX, _SPACE_PX, _HINT_PX, _EDGE_PX = 720, 148, 16, 240, 12
_COLUMNS = 4
"""As many settings may stand side by side where there is room, however long their words."""


class MaskBar(ToolFrame):
    """Shows settings and tells what is asked of them.

    Signals:
        value_edited(str, float, bool): a setting, its value, True while dragged.
        erase_toggled(bool): the brush is to take away, or to paint.
        pick_toggled(bool): the next click in the photo sets the range, or not any more.
        overlay_requested(): show the mask over the photo, or hide it.
        style_requested(): choose how it is shown.
        done(): the tool is to go.
    """

    value_edited = Signal(str, object, bool)
    erase_toggled = Signal(bool)
    pick_toggled = Signal(bool)
    overlay_requested = Signal()
    style_requested = Signal()
    done = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__("maskBar", parent)
        self.rows: dict[str, NumberRow] = {}
        self._shown: tuple[str, ...] = ()
        self._columns = 0
        self.title = QLabel()
        self.title.setFont(font_of(TextSize.TEXT, strong=True))
        self.paint = make_word_button(icons, "mdi6.brush", tr("Paint"), tr("Strokes cover"), is_state=True)
        self.erase = make_word_button(
            icons, "mdi6.eraser", tr("Erase"), tr("Strokes take away (or hold Alt)"), is_state=True
        )
        ways = QButtonGroup(self)
        for button in (self.paint, self.erase):
            ways.addButton(button)
        self.paint.setChecked(True)
        self.erase.toggled.connect(self.erase_toggled)
        self.pick = make_word_button(
            icons,
            "mdi6.eyedropper",
            tr("Pick"),
            tr("Click in the photo on what it should cover; with Shift on what it should cover too"),
            is_state=True,
        )
        self.pick.toggled.connect(self.pick_toggled)
        self.hint = ElidedLabel(tr("Click or drag over it"), Qt.TextElideMode.ElideRight, wanted_px=_HINT_PX)
        self.overlay = make_word_button(
            icons, "mdi6.eye-outline", tr("Show"), tr("Show the mask over the photo  (O)"), is_state=True
        )
        self.overlay.clicked.connect(self.overlay_requested)
        self.style_button = make_word_button(
            icons, "mdi6.palette-swatch-outline", "", tr("Colour and opacity of the shown mask")
        )
        self.style_button.clicked.connect(self.style_requested)
        end = QPushButton(tr("Done"))
        end.setObjectName("primary")
        end.setToolTip(tr("Back to the whole photo  (Esc)"))
        end.clicked.connect(self.done)
        head, self._grid = QHBoxLayout(), QGridLayout()
        self._head = head
        head.setSpacing(4)
        before: list[QWidget] = [self.title, self.paint, self.erase, self.pick, self.hint]
        after: list[QWidget] = [self.overlay, self.style_button, end]
        for widget in before:
            head.addWidget(widget)
        head.insertSpacing(1, 8)  # the title is no part of the choice beside it
        head.addStretch(1)
        for widget in after:
            head.addWidget(widget)
        self._grid.setHorizontalSpacing(_SPACE_PX)
        self._grid.setVerticalSpacing(4)
        self._column = lay_out(QVBoxLayout(self), head, self._grid, margins=(_EDGE_PX, 8, _EDGE_PX, 8), spacing=6)

    def show_part(self, kind: Kind | None, settings: Mapping[str, Setting], *, has_pick: bool) -> None:
        """Offer the settings of a part; None where no part is chosen."""
        selects = kind is not None and kind.name == "selection"
        self.title.setText(tr(kind.title) if kind else tr("Mask"))
        for button in (self.paint, self.erase):
            button.setVisible(selects or (kind is not None and kind.name == "brush"))
        for button, word in (
            (self.paint, tr("Add") if selects else tr("Paint")),
            (self.erase, tr("Take Away") if selects else tr("Erase")),
        ):
            button.setText(f" {word}")
            button.setAccessibleName(word)
        self.hint.setVisible(selects)
        self.pick.setVisible(has_pick)
        names = tuple(f"{name} {setting.number}" for name, setting in settings.items())
        if names != self._shown:
            self._shown = names
            self._fill(settings)
        for name, setting in settings.items():
            row = self.rows[name]
            if not row.slider.is_changing:
                row.rest_at(setting.value)  # nothing to go back to: no dot
            row.show_value(setting.value)

    def show_state(self, *, erases: bool, shows: bool, picks: bool) -> None:
        """Show how the tool stands, without telling it."""
        for button, state in ((self.erase if erases else self.paint, True), (self.overlay, shows), (self.pick, picks)):
            button.blockSignals(True)
            button.setChecked(state)
            button.blockSignals(False)

    def fit_into(self, width: int, height: int) -> None:
        """Take as many columns for settings as there is room for, and icons without words where there is little."""
        room = width - 2 * _SPACE_PX
        self._fit_words(room - self._edges_px)
        row_px = max([_ROW_PX, *(row.minimumSizeHint().width() for row in self.rows.values())]) + _SPACE_PX
        side_by_side = min(_COLUMNS, len(self.rows)) * row_px - _SPACE_PX
        wide = min(room, max(_WIDTH_PX, max(self._head.sizeHint().width(), side_by_side) + self._edges_px))
        columns = max(1, (wide - self._edges_px + _SPACE_PX) // row_px)
        if columns != self._columns:
            self._columns = columns
            self._arrange()
        self._column.activate()
        self.stand_at_foot(wide, width, height)

    @property
    def _edges_px(self) -> int:
        return 2 * (_EDGE_PX + self.frameWidth())

    def _fit_words(self, wide: int) -> None:
        """Where there is no room for words beside icons, the icons do."""
        for style in (Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly):
            for button in (self.paint, self.erase, self.pick, self.overlay):
                button.setToolButtonStyle(style)
            self._head.invalidate()
            if self._head.minimumSize().width() <= wide:
                return

    def _fill(self, settings: Mapping[str, Setting]) -> None:
        for row in self.rows.values():
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for name, setting in settings.items():
            row = NumberRow(name, setting.number, setting.value)
            # All columns are of one width, whatever their words.
            row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.value_edited.connect(self.value_edited)
            self.rows[name] = row
        self._arrange()

    def _arrange(self) -> None:
        """Lines have as many settings each as can be: none stands alone below three."""
        lines = math.ceil(len(self.rows) / (self._columns or max(1, len(self.rows))))
        columns = math.ceil(len(self.rows) / max(1, lines))
        for place, row in enumerate(self.rows.values()):
            self._grid.addWidget(row, place // columns, place % columns)
            row.show()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < min(columns, len(self.rows)) else 0)
