"""One operation on the panel: a row with title and switch, and below it, where it is open, its controls.

A folded row says in one line what it does, so that the panel is a list that is seen at once; the open one is raised.
What lies below is made when the open row is first seen: a window with few open rows, or no photo yet, starts sooner.
"""

from functools import cached_property

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from pellucid.document.edit_stack import NO_STEPS, EditStack
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.operations.spec import MapSpec, OperationSpec
from pellucid.ui.bounded_scroll import lay_out_now
from pellucid.ui.buttons import make_icon_button
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import lay_out
from pellucid.ui.panel.card_body import FOLDED_ICON, UNFOLDED_ICON, CardBody
from pellucid.ui.panel.map_button import MapButton
from pellucid.ui.panel.parameter_row import ParameterRow
from pellucid.ui.panel.state_text import state_text
from pellucid.ui.style.help_text import tip
from pellucid.ui.style.switch import Switch
from pellucid.ui.style.typeface import TextSize, font_of


class OperationCard(QFrame):
    """Card of one operation, folded at first.

    Signals:
        value_edited(str, str, object, bool): operation, parameter, value, dragging.
        enabled_edited(str, bool): operation, on or off.
        reset_requested(str): operation.
        map_toggled(str, str, bool): operation, map, shown.
        pick_toggled(str, str, bool): operation, colour parameter, True where it is to be picked in the photo.
        opened(str): operation; the person unfolded the card or switched it on.
    """

    value_edited = Signal(str, str, object, bool)
    enabled_edited = Signal(str, bool)
    reset_requested = Signal(str)
    map_toggled = Signal(str, str, bool)
    pick_toggled = Signal(str, str, bool)
    opened = Signal(str)

    def __init__(self, spec: OperationSpec, icons: Icons) -> None:
        super().__init__()
        self.spec = spec
        self._icons = icons
        self._stack, self._resting, self._is_set = NO_STEPS, NO_STEPS, False
        self._facts: PhotoFacts | None = None
        self.is_folded = True
        self._is_strong = False
        self.fold_button = make_icon_button(icons, FOLDED_ICON, tr("Unfold {title}", title=tr(spec.title)))
        self.fold_button.clicked.connect(self._on_fold_clicked)
        self.title = QLabel(tr(spec.title))
        self.title.setToolTip(tip(tr(spec.name.help)))
        self.state = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state.setFont(font_of(TextSize.SMALL))
        self.switch = Switch(tr(spec.title))
        self.switch.setAccessibleDescription(tr(spec.name.help))
        self.switch.clicked.connect(self._on_switched)
        self.reset_button = make_icon_button(icons, "mdi6.restore", tr("Reset {title}", title=tr(spec.title)))
        self.reset_button.clicked.connect(lambda: self.reset_requested.emit(spec.id))
        self._layout = self._lay_out()

    @property
    def rows(self) -> dict[str, ParameterRow]:
        """Rows of the parameters, by name."""
        return self._body.rows

    @property
    def map_buttons(self) -> dict[str, MapButton]:
        """Buttons of the maps, by name."""
        return self._body.map_buttons

    @property
    def is_changing(self) -> bool:
        """True while a slider is held or its change is not over yet."""
        return self._has_body and self._body.is_changing

    def fold(self, folded: bool) -> None:
        """Hide what lies below the title, or show it."""
        self.is_folded = folded
        if self._has_body or (not folded and self.isVisible()):
            self._body.setHidden(folded)
        self._show_head()
        lay_out_now(self)
        self.update()
        self._icons.give(self.fold_button, FOLDED_ICON if folded else UNFOLDED_ICON)
        words = (tr("Unfold {title}") if folded else tr("Fold {title}")).format(title=tr(self.spec.title))
        self.fold_button.setAccessibleName(words)
        self.fold_button.setToolTip(words)

    def show_stack(self, stack: EditStack, resting: EditStack = NO_STEPS, *, is_set: bool = True) -> None:
        """Show what the stack says of this operation.

        Args:
            stack: as it is for what is edited.
            resting: what values go back to.
            is_set: there is something to be reset.
        """
        self._stack, self._resting, self._is_set = stack, resting, is_set
        step = stack.step(self.spec.id)
        self.switch.setChecked(bool(step and step.enabled))
        self._show_head()
        if self._has_body:
            self._body.show_stack(stack, resting)

    def offered_maps(self, stack: EditStack) -> list[MapSpec]:
        """Maps that the operation makes as it is set, whether it is on or off."""
        parameters = stack.parameters(self.spec.id)
        return [spec for spec in self.spec.maps if self.spec.makes(spec, parameters)]

    def show_map(self, name: str) -> None:
        """Show which of its maps lies over the photo; empty for none."""
        if self._has_body or name:
            self._body.show_map(name)

    def refill(self) -> None:
        """List again what can be chosen."""
        for row in self._body.choices if self._has_body else []:
            row.refill()

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Offer what can be done with the open photo, and say what is known of it."""
        self._facts = facts
        if self._has_body:
            self._body.set_photo(facts)

    @property
    def _has_body(self) -> bool:
        return "_body" in vars(self)

    @cached_property
    def _body(self) -> CardBody:
        spec, body = self.spec, CardBody(self.spec, self._icons)
        body.set_photo(self._facts)
        body.show_stack(self._stack, self._resting)
        body.value_edited.connect(lambda name, value, dragging: self.value_edited.emit(spec.id, name, value, dragging))
        body.map_toggled.connect(lambda name, shown: self.map_toggled.emit(spec.id, name, shown))
        body.pick_toggled.connect(lambda name, wanted: self.pick_toggled.emit(spec.id, name, wanted))
        self._layout.addWidget(body)
        body.setHidden(self.is_folded)  # once it is inside: what is shown on its own is a window
        body.follow(self.switch)
        return body

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 -- Qt's name
        """Make what an open row lies open for; where the window itself is being shown, once that is painted."""
        super().showEvent(event)
        if not self.is_folded and self.window().testAttribute(Qt.WidgetAttribute.WA_Mapped):
            self._show_body()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """A press on the row of the title, beside its controls, opens or folds."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().y() < self.title.geometry().bottom() + 8:
            self._on_fold_clicked()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Raise the open row; part folded ones by a hairline."""
        if not self.is_folded and not self._has_body:
            QTimer.singleShot(0, self, self._show_body)
        palette, roles, painter = self.palette(), QPalette.ColorRole, QPainter(self)
        if self.is_folded:
            painter.fillRect(8, self.height() - 1, self.width() - 16, 1, palette.color(roles.Dark))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(palette.color(roles.Dark))
            painter.setBrush(palette.color(roles.AlternateBase))
            # Two open ones below each other keep apart.
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)
        painter.end()

    def _show_body(self) -> None:
        """Make what an open row lies open for, with all its room before it is painted."""
        self._body.setHidden(self.is_folded)
        lay_out_now(self)

    def _show_head(self) -> None:
        """Say what it does while folded; offer to reset it while open. While a slider moves, nothing here changes."""
        step = self._stack.step(self.spec.id)
        resting = self._resting.parameters(self.spec.id)
        text = state_text(self.spec, step, resting) if self.is_folded else ""
        if text != self.state.text():
            self.state.show_text(text)
        is_strong = not self.is_folded or (step is not None and step.is_active)
        if is_strong != self._is_strong:
            self._is_strong = is_strong
            self.title.setFont(font_of(TextSize.TEXT, strong=is_strong))
        self.reset_button.setVisible(step is not None and self._is_set and not self.is_folded)

    def _lay_out(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(4)
        for part in (self.fold_button, self.title, self.state, self.reset_button, self.switch):
            head.addWidget(part, 1 if part is self.state else 0)
        return lay_out(QVBoxLayout(self), head, margins=(4, 4, 8, 4), spacing=4)

    def _on_fold_clicked(self) -> None:
        self.fold(not self.is_folded)
        if not self.is_folded:
            self.opened.emit(self.spec.id)

    def _on_switched(self, checked: bool) -> None:
        """Who switches an operation on wants to see its sliders."""
        if checked:
            self.fold(False)
            self.opened.emit(self.spec.id)
        self.enabled_edited.emit(self.spec.id, checked)
