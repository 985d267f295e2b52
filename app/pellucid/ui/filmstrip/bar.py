"""The line above the photos of the filmstrip: where one is, how they are sorted and filtered, what all of them get."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from pellucid.foundation.photo_order import SortOrder
from pellucid.foundation.translation import mark, plural, tr
from pellucid.ui.buttons import make_icon_button
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.filmstrip.content import Filter
from pellucid.ui.icons import Icons

_ORDERS = {
    SortOrder.NAME: mark("Name"),
    SortOrder.DATE: mark("Date taken"),
    SortOrder.NOISE: mark("Noise in flat areas"),
}
_NOISE_TIP = mark(
    "The noise of each photo where it is flat, in levels of 255.\n"
    "It is measured when you sort by it; photos without a value come last."
)
_SPACING_PX = 8
_COMBO_PX = 110
"""To which a choice may shrink in the narrowest window; its list is as wide as its words."""

_STATE_PX = 320


class StripBar(QWidget):
    """Chooses; knows no photo.

    Args:
        icons: of the buttons.
        actions: shown as buttons at the end, each with its short word.

    Signals:
        arranged(SortOrder, bool): sort by this, descending or not.
        filtered(Filter): show these.
        folded(): put the strip away.
    """

    arranged = Signal(object, bool)
    filtered = Signal(object)
    folded = Signal()

    def __init__(self, icons: Icons, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._position = QLabel()
        self._position.setAccessibleName(tr("Position"))
        self._selected = self._measured = ""
        self._selection = ElidedLabel(mode=Qt.TextElideMode.ElideRight, wanted_px=_STATE_PX)
        self._selection.setObjectName("small")
        self._sort = _make_combo(tr("Sort by"), {order: tr(word) for order, word in _ORDERS.items()})
        self._sort.setItemData(self._sort.findData(SortOrder.NOISE), tr(_NOISE_TIP), Qt.ItemDataRole.ToolTipRole)
        self._direction = make_icon_button(
            icons, "mdi6.sort-ascending", tr("Sort descending"), tr("The other way round")
        )
        self._direction.setCheckable(True)
        self._filter = _make_combo(tr("Show"), {wanted: tr(wanted.value) for wanted in Filter})
        self._sort.activated.connect(lambda _index: self._on_arranged())
        self._direction.toggled.connect(self._on_turned)
        self._filter.activated.connect(lambda _index: self.filtered.emit(self._filter.currentData()))
        self._sort_label = QLabel(tr("Sort"))
        self._buttons = [_make_button(action, word) for word, action in actions.items()]
        fold = make_icon_button(icons, "mdi6.chevron-down", tr("Hide the filmstrip"), tr("Hide the filmstrip  (F6)"))
        fold.clicked.connect(self.folded)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(_SPACING_PX)
        states: tuple[QWidget, ...] = (self._position, self._selection)
        choices: tuple[QWidget, ...] = (self._sort_label, self._sort, self._direction, self._filter)
        self._optional: tuple[tuple[QWidget, ...], ...] = (tuple(self._buttons[:-1]), (self._sort_label,))
        left_out = [widget for group in self._optional for widget in group]
        self._always = [widget for widget in (*states, *choices, *self._buttons, fold) if widget not in left_out]
        for state in states:
            layout.addWidget(state)
        layout.addStretch(1)
        for choice in (*choices, *self._buttons, fold):
            layout.addWidget(choice)

    def show_position(self, position: int | None, count: int, of_all: int) -> None:
        """Say where the open photo stands.

        Args:
            position: from 0; None where it is not among those that are shown.
            count: how many are shown.
            of_all: how many there are.
        """
        words = (
            tr("{position} of {count}", position=position + 1, count=count)
            if position is not None
            else plural("{count} photo", "{count} photos", count=count)
        )
        hidden = of_all - count
        self._position.setText(tr("{words}, {hidden} hidden", words=words, hidden=hidden) if hidden else words)
        self._fit()

    def show_selection(self, count: int) -> None:
        """Say how many are chosen, where that is more than the open one."""
        self._selected = tr("{count} selected", count=count) if count > 1 else ""
        self._show_state()

    def show_filter(self, wanted: Filter) -> None:
        """Say which are shown."""
        self._filter.setCurrentIndex(self._filter.findData(wanted))

    def show_measuring(self, done: int, of_all: int) -> None:
        """Say of how many photos the noise is known; nothing once it is of all, or where nobody wants it."""
        told = tr("Measuring noise: {done} of {count}", done=done, count=of_all)
        self._measured = told if done < of_all else ""
        self._show_state()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Room for what is always there: no word here makes the window wider."""
        return QSize(self._least_px(self._always, _COMBO_PX), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """There is another width."""
        super().resizeEvent(event)
        self._fit()

    def _show_state(self) -> None:
        self._selection.show_text(" · ".join(part for part in (self._selected, self._measured) if part))
        self._fit()

    def _fit(self) -> None:
        """Choices have all of their words; where it is narrow, what the menus have is left to them."""
        shown = list(self._always)
        for group in self._optional:
            fits = self._least_px([*shown, *group]) <= self.width()
            shown += group if fits else ()
            for widget in group:
                widget.setVisible(fits)
        has_words = self._least_px(shown) <= self.width()
        for combo in (self._sort, self._filter):
            combo.setMinimumWidth(combo.sizeHint().width() if has_words else _COMBO_PX)

    def _least_px(self, widgets: Sequence[QWidget], combo_px: int = 0) -> int:
        """Width of a line of some parts; its choices are as wide as their words, or as is said."""
        margins = self._layout.contentsMargins()
        gaps = (len(widgets) + 1) * _SPACING_PX + margins.left() + margins.right()
        return gaps + sum(
            (combo_px or widget.sizeHint().width())
            if isinstance(widget, QComboBox)
            else widget.minimumSizeHint().width()
            for widget in widgets
        )

    def _on_turned(self, descending: bool) -> None:
        self._icons.give(self._direction, "mdi6.sort-descending" if descending else "mdi6.sort-ascending")
        self._on_arranged()

    def _on_arranged(self) -> None:
        self.arranged.emit(self._sort.currentData(), self._direction.isChecked())


def _make_combo(name: str, words: Mapping[Filter, str] | Mapping[SortOrder, str]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    for value, word in words.items():
        combo.addItem(word, value)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    combo.setMinimumWidth(_COMBO_PX)
    combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return combo


def _make_button(action: QAction, word: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setDefaultAction(action)
    button.setText(word)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    action.changed.connect(lambda: button.setText(word))
    return button
