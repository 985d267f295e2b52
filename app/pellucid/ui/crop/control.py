"""The crop tool: comes over the photo, has its own undo, and leaves one entry in the history, or none."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal

from pellucid.foundation.framing import LARGEST_ANGLE_DEG, Framing
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import mark, tr
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.viewing import corner_of
from pellucid.ui.crop.bar import CropBar
from pellucid.ui.crop.draft import Draft, describe
from pellucid.ui.crop.overlay import CropOverlay, Placement
from pellucid.ui.crop.ratios import ORIGINAL, ratio_of
from pellucid.ui.icons import Icons
from pellucid.ui.session import Session
from pellucid.ui.window_actions import WindowActions

_MARGIN_PX = 28
"""Around the photo, in logical pixels, so that its corners can be seen and pulled."""

NOT_FOUND = mark("No horizon or upright edges stand out in this photo.")


class CropControl(QObject):
    """Joins session, canvas and the parts of the tool.

    Args: as of `CropOpener`.

    Signals:
        horizon_requested(): find how far the open photo is tilted; `show_horizon` takes the answer.
        notified(str): a sentence for the person.
        active_changed(bool): the tool came or went.
    """

    horizon_requested = Signal()
    notified = Signal(str)
    active_changed = Signal(bool)

    def __init__(self, session: Session, canvas: Canvas, actions: WindowActions, icons: Icons) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._actions = actions
        self._facts: PhotoFacts | None = None
        self._drafts: list[Draft] = []
        self._position = 0
        self._draft: Draft | None = None
        self._left: tuple[Draft, str] | None = None
        self._compare = Compare()
        self._window = Rect(0, 0, 1, 1)
        self._wants_horizon = False
        self.overlay = CropOverlay(canvas)
        self.bar = CropBar(icons, canvas)
        # A click on a button that takes no focus gives it to what lies behind: to the canvas, whose arrows turn photos.
        self.bar.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.bar.setFocusProxy(self.overlay)
        self.overlay.hide()
        self.bar.hide()
        canvas.installEventFilter(self)
        canvas.view_changed.connect(lambda _view: self._place_overlay())
        self._connect()

    @property
    def is_active(self) -> bool:
        """True while a crop is chosen."""
        return self._draft is not None

    @property
    def draft(self) -> Draft | None:
        """What is chosen so far."""
        return self._draft

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo, or none: what was not kept is gone."""
        self.close(keep=False)
        self._facts = facts
        self.bar.set_pair(facts is not None and facts.stereo is not None)
        self.bar.set_largest_angle(LARGEST_ANGLE_DEG)

    def toggle(self) -> None:
        """Come, or go and keep what was chosen."""
        if self.is_active:
            self.close(keep=True)
        else:
            self.begin()

    def begin(self) -> None:
        """Come over the photo."""
        if self._facts is None:
            self._actions["crop"].setChecked(False)
            return
        self._compare = self._canvas.compare
        self._canvas.set_compare(CompareMode.OFF)
        draft, shape = self._reopened(self._facts.size, self._session.edit.framing)
        self._draft, self._drafts, self._position = draft, [draft], 0
        self.bar.shapes.setCurrentText(shape)
        self._set_active(True)
        self._canvas.fit()
        self._show(draft)
        self.overlay.setFocus()
        if self._facts.stereo is not None:
            self.horizon_requested.emit()  # for `set_largest_angle`, which comes with it

    def _reopened(self, photo: Size, framing: Framing) -> tuple[Draft, str]:
        """What to begin with: as the tool was left, a typed shape as well, where that is still what the photo has."""
        if self._left is not None and (self._left[0].photo, self._left[0].finished()) == (photo, framing):
            return replace(self._left[0], framing=framing), self._left[1]
        return Draft.reopened(photo, framing)

    def close(self, *, keep: bool) -> None:
        """Go, with one entry in the history where something was changed and is to be kept."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        self._set_active(False)
        self._canvas.set_compare(self._compare.mode)
        edit = self._session.edit
        self._left = (draft, self.bar.shapes.currentText()) if keep else None
        if keep and draft.finished() != edit.framing:
            label = describe(edit.framing, draft.finished())
            self._session.record(replace(edit, framing=draft.finished()), label)
        self._canvas.show_framing(self._session.edit.framing)
        self._canvas.setFocus()

    def undo(self) -> None:
        """Take back the last move."""
        self._jump(-1)

    def redo(self) -> None:
        """Do it again."""
        self._jump(1)

    def show_horizon(self, angle_deg: float | None) -> None:
        """How far the photo is tilted clockwise, as `horizon_requested` asked; None where that cannot be told."""
        is_wanted, self._wants_horizon = self._wants_horizon, False
        if self._draft is None or not is_wanted:
            return
        if angle_deg is None:
            self.notified.emit(tr(NOT_FOUND))
            return
        upright = angle_deg if self._draft.framing.mirrored else -angle_deg
        self._settle(self._draft.with_angle(round(upright, 2)))

    def set_largest_angle(self, degrees: float) -> None:
        """Of a pair: what keeps its rows level enough."""
        self.bar.set_largest_angle(min(degrees, LARGEST_ANGLE_DEG))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Keep overlay and bar in their places."""
        if event.type() == QEvent.Type.Resize and self._draft is not None:
            self._show(self._draft)
        return False

    def _connect(self) -> None:
        overlay, bar = self.overlay, self.bar
        overlay.moved.connect(self._move)
        overlay.settled.connect(self._settle)
        overlay.accepted.connect(lambda: self.close(keep=True))
        bar.accepted.connect(lambda: self.close(keep=True))
        bar.cancelled.connect(lambda: self.close(keep=False))
        bar.typed.connect(overlay.setFocus)
        bar.reset_requested.connect(lambda: self._change(lambda draft: Draft(draft.photo, Framing())))
        bar.shape_chosen.connect(self._on_shape)
        bar.swap_requested.connect(lambda: self._change(Draft.swapped))
        bar.turn_requested.connect(lambda quarters: self._change(lambda draft: draft.turned(quarters)))
        bar.flip_requested.connect(self._on_flip)
        bar.angle_moved.connect(self._on_angle)
        bar.angle_settled.connect(lambda angle: self._change(lambda draft: draft.with_angle(angle)))
        bar.auto_requested.connect(self._ask_horizon)
        bar.line_toggled.connect(self._on_line)
        bar.corners_toggled.connect(self._on_corners)

    def _set_active(self, active: bool) -> None:
        self._actions["crop"].setChecked(active)
        self.overlay.setVisible(active)
        self.bar.setVisible(active)
        for button in (self.bar.line, self.bar.corners):
            button.setChecked(False)
        self.active_changed.emit(active)
        self._tell_history()

    def _change(self, change: Callable[[Draft], Draft]) -> None:
        """One whole move."""
        if self._draft is not None:
            self._settle(change(self._draft))

    def _move(self, draft: Draft, *, turning: bool = False) -> None:
        self.overlay.shows_fine_grid = turning
        self._paint(draft)

    def _settle(self, draft: Draft) -> None:
        self.overlay.shows_fine_grid = False
        self.bar.line.setChecked(False)
        if draft != self._drafts[self._position]:
            del self._drafts[self._position + 1 :]
            self._drafts.append(draft)
            self._position += 1
        self._show(draft)
        self._tell_history()

    def _jump(self, way: int) -> None:
        wanted = self._position + way
        if 0 <= wanted < len(self._drafts):
            self._position = wanted
            self._show(self._drafts[wanted])
            self._tell_history()

    def _tell_history(self) -> None:
        """Undo and redo of the window are those of the tool while it is there."""
        if self.is_active:
            can_undo, can_redo = self._position > 0, self._position + 1 < len(self._drafts)
            self._actions.set_history(tr("Crop") if can_undo else "", tr("Crop") if can_redo else "")
        else:
            self._actions.set_history(self._session.undo_label, self._session.redo_label)

    def _show(self, draft: Draft) -> None:
        """Lay the whole photo, as the draft turns it, between the edges of the canvas and the bar."""
        canvas, bar = self._canvas, self.bar
        bar.place(canvas.width(), canvas.height())
        self.overlay.setGeometry(canvas.rect())
        self.overlay.stackUnder(bar)
        foot = canvas.height() - bar.y() if bar.isVisible() else 0
        self._window = _window(draft, canvas.width(), canvas.height(), foot, canvas.devicePixelRatioF())
        self._paint(draft)

    def _paint(self, draft: Draft) -> None:
        """Show a draft in the window that is there."""
        self._draft = draft
        self._canvas.show_map(FramingMap(draft.framing, draft.photo, self._window))
        self.bar.show_draft(draft)
        self._place_overlay()

    def _place_overlay(self) -> None:
        """Hold the overlay to the pixels that the canvas shows now."""
        if self._draft is None:
            return
        view, ratio = self._canvas.view, self._canvas.devicePixelRatioF()
        left, top = corner_of(view)
        x, y = left - self._window.x * view.zoom, top - self._window.y * view.zoom
        self.overlay.show_draft(self._draft, Placement(x / ratio, y / ratio, view.zoom / ratio))

    def _on_shape(self, text: str) -> None:
        draft = self._draft
        if draft is None:
            return
        ratio = draft.frame.width / draft.frame.height if text in (ORIGINAL, tr(ORIGINAL)) else ratio_of(text)
        self._settle(draft.with_ratio(ratio))
        self.overlay.setFocus()

    def _ask_horizon(self) -> None:
        self._wants_horizon = True
        self.horizon_requested.emit()

    def _on_angle(self, angle: float) -> None:
        if self._draft is not None:
            self._move(self._draft.with_angle(angle), turning=True)

    def _on_flip(self, sideways: bool) -> None:
        self._change(Draft.flipped if sideways else Draft.flipped_upside_down)

    def _on_line(self, wanted: bool) -> None:
        self.overlay.draws_lines = wanted

    def _on_corners(self, wanted: bool) -> None:
        self.overlay.pulls_corners = wanted
        self.overlay.update()


def _window(draft: Draft, width: int, height: int, foot: int, ratio: float) -> Rect:
    """The part of the frame's plane that the canvas shows: photo and frame whole, above the foot, never magnified."""
    size, corners = draft.frame, draft.map.picture_corners
    left, right = min(0.0, *(x for x, _ in corners)), max(float(size.width), *(x for x, _ in corners))
    top, bottom = min(0.0, *(y for _, y in corners)), max(float(size.height), *(y for _, y in corners))
    wide, high = max(1, width - 2 * _MARGIN_PX), max(1, height - foot - 2 * _MARGIN_PX)
    scale = min(1.0 / ratio, wide / (right - left), high / (bottom - top))
    x = (left + right) / 2 - width / 2 / scale
    y = (top + bottom) / 2 - (height - foot) / 2 / scale
    return Rect(round(x), round(y), max(1, round(width / scale)), max(1, round(height / scale)))
