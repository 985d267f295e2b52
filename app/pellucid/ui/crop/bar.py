"""The controls of the crop tool, floating below the photo: shape, turns, corners, and the angle."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pellucid.foundation.framing import LARGEST_ANGLE_DEG
from pellucid.foundation.translation import tr
from pellucid.ui.crop.draft import Draft
from pellucid.ui.crop.ratios import FREE, ORIGINAL, SHAPES, ratio_of
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import NO_MARGINS, lay_out
from pellucid.ui.style.number_box import pad
from pellucid.ui.tool_frame import MARGIN_PX, ToolFrame

_STEPS = 100
"""Slider positions a degree."""

_WIDTH_PX = 740
_RATIO_PX = 104


class CropBar(ToolFrame):
    """Shows a draft and tells what is asked of it.

    Signals:
        shape_chosen(str): a name, or what was typed.
        swap_requested(): the shape lies down or stands up.
        turn_requested(int): quarters, clockwise.
        flip_requested(bool): True for left and right, False for top and bottom.
        angle_moved(float): degrees, while the slider moves.
        angle_settled(float): degrees, when it rests.
        line_toggled(bool): a line along the horizon is to be drawn, or not any more.
        corners_toggled(bool): the corners of the photo are to be pulled, or not any more.
        auto_requested(): find the horizon.
        reset_requested(): as the photo stands.
        cancelled(): as it was before.
        accepted(): keep it.
        typed(): a number was typed to its end.
    """

    shape_chosen = Signal(str)
    swap_requested = Signal()
    turn_requested = Signal(int)
    flip_requested = Signal(bool)
    angle_moved = Signal(float)
    angle_settled = Signal(float)
    line_toggled = Signal(bool)
    corners_toggled = Signal(bool)
    auto_requested = Signal()
    reset_requested = Signal()
    cancelled = Signal()
    accepted = Signal()
    typed = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__("cropBar", parent)
        self._icons = icons
        self.shapes = QComboBox(editable=True)
        self.shapes.addItems([tr(FREE), tr(ORIGINAL), *SHAPES])
        self.shapes.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.shapes.setMinimumWidth(_RATIO_PX)
        self.shapes.setAccessibleName(tr("Shape"))
        self.shapes.setToolTip(tr("Shape of the crop; type any other, like 5:4"))
        self.shapes.activated.connect(lambda _index: self._on_shape())
        if (typed := self.shapes.lineEdit()) is not None:
            typed.returnPressed.connect(self._on_shape)
        self.angle = QSlider(Qt.Orientation.Horizontal)
        self.angle.setObjectName("bipolar")
        self.angle.setAccessibleName(tr("Angle"))
        self.angle.setPageStep(_STEPS)
        self.angle.setSingleStep(_STEPS // 10)
        self.angle.valueChanged.connect(self._on_slid)
        self.angle.sliderReleased.connect(lambda: self.angle_settled.emit(self.angle.value() / _STEPS))
        self.degrees = QDoubleSpinBox(decimals=2, singleStep=0.1, suffix="°")
        pad(self.degrees)
        self.degrees.setKeyboardTracking(False)
        self.degrees.setAccessibleName(tr("Angle in degrees"))
        self.degrees.valueChanged.connect(self.angle_settled)
        self.degrees.lineEdit().returnPressed.connect(self.typed)
        self.set_largest_angle(LARGEST_ANGLE_DEG)
        self.line = self._state(
            "mdi6.vector-line", tr("Level"), tr("Draw a line along the horizon or a wall (or hold Ctrl)")
        )
        self.line.toggled.connect(self.line_toggled)
        self.auto = self._button("mdi6.auto-fix", tr("Auto"), tr("Find the horizon"), self.auto_requested.emit)
        self.corners = self._state("mdi6.perspective-less", tr("Perspective"), tr("Pull the corners of the photo"))
        self.corners.toggled.connect(self.corners_toggled)
        self._of_one_eye: list[QWidget] = [self.corners]
        self._is_compact, self._words_px = False, _WIDTH_PX
        self._ends = QWidget()
        self._lay_out()

    def show_draft(self, draft: Draft) -> None:
        """Show the angle and the shape, without telling them."""
        angle = draft.framing.angle_deg
        with QSignalBlocker(self.angle), QSignalBlocker(self.degrees):
            if not self.angle.isSliderDown():
                self.angle.setValue(round(angle * _STEPS))
            self.degrees.setValue(angle)
        if draft.ratio is None and self.shapes.currentText() != tr(FREE):
            self.shapes.setCurrentText(tr(FREE))

    def set_pair(self, is_pair: bool) -> None:
        """Of two eyes, what would tear them apart is not offered."""
        for widget in self._of_one_eye:
            widget.setVisible(not is_pair)

    def set_largest_angle(self, degrees: float) -> None:
        """How far the photo may be turned."""
        with QSignalBlocker(self.angle), QSignalBlocker(self.degrees):
            self.angle.setRange(-round(degrees * _STEPS), round(degrees * _STEPS))
            self.degrees.setRange(-degrees, degrees)

    def fit_into(self, width: int, height: int) -> None:
        """Take as much room as its words need, or do without them; the same margin is on all sides."""
        room = width - 2 * MARGIN_PX
        self._measure_words()
        self._set_compact(room < self._words_px)
        self._measure_words()  # those that come back
        self._set_compact(room < self._words_px)
        wide = min(width, max(min(room, self._words_px), self.minimumSizeHint().width()))
        self.stand_at_foot(wide, width, height)

    def _measure_words(self) -> None:
        """Find what the words need while they are shown: with icons and typeface, which come later."""
        if not self._is_compact:
            for button in (self.corners, self.line, self.auto, *self._ends.findChildren(QPushButton)):
                button.setMinimumWidth(button.sizeHint().width())
            self._ends.updateGeometry()
            self._rows.activate()  # or the rows still count with what their parts needed before
            self._words_px = max(_WIDTH_PX, self.minimumSizeHint().width())  # more in a language of long words

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Enter that no control has use for keeps the crop; in a field it ends what is typed."""
        focused = self.window().focusWidget()
        is_typing = isinstance(focused, QAbstractSpinBox | QComboBox | QLineEdit) or not self.isAncestorOf(focused)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_typing:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        turns = [
            self._button("mdi6.rotate-left", "", tr("Turn left"), lambda: self.turn_requested.emit(3)),
            self._button("mdi6.rotate-right", "", tr("Turn right"), lambda: self.turn_requested.emit(1)),
        ]
        flips = [
            self._button("mdi6.flip-horizontal", "", tr("Flip left and right"), lambda: self.flip_requested.emit(True)),
            self._button("mdi6.flip-vertical", "", tr("Flip top and bottom"), lambda: self.flip_requested.emit(False)),
        ]
        self._of_one_eye += turns
        swap = self._button("mdi6.swap-horizontal", "", tr("Lying or standing"), self.swap_requested.emit)
        reset = _push(tr("Reset"), tr("The photo as it stands"), self.reset_requested)
        cancel = _push(tr("Cancel"), tr("As it was before  (Esc)"), self.cancelled)
        done = _push(tr("Done"), tr("Keep the crop  (Enter)"), self.accepted)
        done.setObjectName("primary")
        upper, lower = QHBoxLayout(), QHBoxLayout()
        shape, straighten = QLabel(tr("Shape")), QLabel(tr("Straighten"))
        self._words = [shape, straighten]
        for widget in (shape, self.shapes, swap, *turns, *flips, self.corners):
            upper.addWidget(widget)
        upper.addStretch(1)
        lay_out(QHBoxLayout(self._ends), reset, cancel, done, margins=NO_MARGINS)
        for widget in (straighten, self.angle, self.degrees, self.line, self.auto):
            lower.addWidget(widget)
        self._upper, self._rows = upper, QVBoxLayout(self)
        self._rows.setContentsMargins(12, 8, 12, 8)
        self._rows.setSpacing(6)
        self._rows.addLayout(upper)
        self._rows.addLayout(lower)
        upper.addWidget(self._ends)

    def _set_compact(self, compact: bool) -> None:
        """Where there is little room, icons without words, and the ends in a row of their own."""
        if compact == self._is_compact:
            return
        self._is_compact = compact
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if compact else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in (self.corners, self.line, self.auto):
            button.setToolButtonStyle(style)
            button.setMinimumWidth(0 if compact else button.sizeHint().width())
        for word in self._words:
            word.setVisible(not compact)
        (self._rows if compact else self._upper).addWidget(self._ends)

    def _button(self, icon: str, text: str, tip: str, does: Callable[[], object] | None = None) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAutoRaise(True)
        button.setAccessibleName(text or tip)
        if text:
            button.setText(text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setMinimumWidth(button.sizeHint().width())
        self._icons.give(button, icon)
        if does is not None:
            button.clicked.connect(lambda _checked=False: does())
        return button

    def _state(self, icon: str, text: str, tip: str) -> QToolButton:
        button = self._button(icon, text, tip)
        button.setCheckable(True)
        return button

    def _on_shape(self) -> None:
        text = self.shapes.currentText()
        if text in (tr(FREE), tr(ORIGINAL)) or ratio_of(text) is not None:
            self.shape_chosen.emit(text)
        else:
            self.shapes.setCurrentText(tr(FREE))

    def _on_slid(self, position: int) -> None:
        moved = self.angle_moved if self.angle.isSliderDown() else self.angle_settled
        moved.emit(position / _STEPS)


def _push(text: str, tip: str, tells: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: tells.emit())
    return button
