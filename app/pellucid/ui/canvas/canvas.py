"""The canvas: the view on the photo, what is known of it, and the surface that paints it.

It holds a backdrop (the newest frame of the whole photo, or the quick preview) and the newest frame, and never computes
pixels. What the surface paints with is up to `surfaces`; it knows no more than the plan it is given.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pellucid.foundation.frame import Exactness, Frame
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.translation import tr
from pellucid.ui.canvas import viewing
from pellucid.ui.canvas.chrome import Chrome
from pellucid.ui.canvas.clip_marks import ClipMarks
from pellucid.ui.canvas.coarse import CoarseTime
from pellucid.ui.canvas.color_maps import COLOR_MAPS
from pellucid.ui.canvas.comparing import ComparingWidget
from pellucid.ui.canvas.framed_view import covers
from pellucid.ui.canvas.mask_style import MaskStyle, outlined
from pellucid.ui.canvas.paint_list import OverlayStyle, PaintList, make_draws
from pellucid.ui.canvas.pointer import Pointer
from pellucid.ui.canvas.quick_preview import QUICK_PREVIEW, quick_preview
from pellucid.ui.canvas.surfaces import Surfaces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.foundation.display_lut import DisplayLut

_SCALE_TOLERANCE = 0.999


class Canvas(ComparingWidget):
    """The picture in the middle of the window.

    Signals:
        frame_painted(int): generation of the newest frame that is on the screen now.
        frame_shown(): another frame is going to be painted; what has moved over it can go with it.
        walk_requested(int): Left (-1) or Right (1) was pressed while nothing is left to pan.
        panel_toggled(): Tab was pressed in the photo; Shift+Tab leaves it by the keyboard.
        slices_changed(): `slices` is another than before.
    """

    frame_painted = Signal(int)
    frame_shown = Signal()
    walk_requested = Signal(int)
    panel_toggled = Signal()
    slices_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Photo"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.painted_generation = QUICK_PREVIEW
        self._backdrop: Frame | None = None
        self._newest: Frame | None = None
        self._overlay_style = OverlayStyle(0.0, COLOR_MAPS[0])
        self._mask_style: MaskStyle | None = None
        self._background = 0x60
        self._display: DisplayLut | None = None
        self.marks = ClipMarks(self._repaint)
        self._surface = Surfaces(self)
        self._surface.painted.connect(self._on_painted)
        self._surface.changed.connect(self.slices_changed)
        self._coarse = CoarseTime(self)
        self._coarse.ended.connect(self._repaint)
        self._chrome = Chrome(self)
        self.pointer = Pointer(self)
        self.installEventFilter(self.pointer)

    @property
    def whole_photo(self) -> Frame | None:
        """The newest frame of the whole photo, or None."""
        return self._backdrop

    @property
    def overlay_style(self) -> OverlayStyle:
        """How overlays are shown."""
        return self._overlay_style

    @property
    def newest_generation(self) -> int:
        """Generation of the newest frame it was given."""
        return self._newest.generation if self._newest else QUICK_PREVIEW

    @property
    def is_settled(self) -> bool:
        """True where the newest frame is on the screen for good and nothing waits to be told."""
        is_painted = self.painted_generation >= self.newest_generation and not self._coarse.is_on
        return is_painted and not self._notifying.isActive()

    @property
    def newest(self) -> Frame | None:
        """The newest frame it was given."""
        return self._newest

    @property
    def slices(self) -> bool:
        """True where GL paints, and grids of frames with it; the painter paints such a frame without its grid."""
        return self._surface.is_gl

    def keep_surface_while(self, is_held: Callable[[], bool]) -> None:
        """Do not change the way of painting while this is true."""
        self._surface.stay_while(is_held)

    def clear(self) -> None:
        """Show no photo."""
        self._photo = self._backdrop = self._newest = self._before_fit = self._compared = None
        self._coarse.stop()
        self._repaint()

    def show_first_look(self, pixels: "NDArray[np.uint8]", photo: Size) -> None:
        """Show a reduced picture of the whole photo until frames come; it is painted before this returns.

        Args:
            pixels: `(h, w, 3)` uint8 sRGB.
            photo: size of the whole photo.
        """
        self.set_photo(photo)
        self._newest, self._backdrop = None, quick_preview(pixels, photo)
        self._coarse.stop()
        self.painted_generation = QUICK_PREVIEW
        self._repaint()
        self._surface.paint_now()

    def release(self) -> None:
        """The window goes: give the graphics card's memory back."""
        self._coarse.stop()
        self._surface.release()

    def set_photo(self, photo: Size) -> None:
        """Say how large the photo is; another size is shown whole, and nothing that was made for the one before."""
        if photo != self._photo:
            self._photo = photo
            self._backdrop = self._newest = None
            self._view = viewing.fit(photo, self._pane_size())
        self.show_map(None)
        self._notify()
        self._repaint()

    def show_frame(self, frame: Frame) -> None:
        """Show a frame; an older one than the newest is dropped."""
        if self._photo is None or frame.generation < self.newest_generation:
            return
        shows_whole = frame.after.framing is None and frame.after.region.contains(Rect.of(self._photo))
        if shows_whole and frame.difference is None:
            self._backdrop = frame
        self._newest = frame
        self._coarse.follow(frame)
        self._repaint()
        self.frame_shown.emit()

    def exactness(self) -> Exactness:
        """How far what is seen may be trusted: a frame for another view than the present one is approximate."""
        frame = self._newest
        if frame is None or self._photo is None:
            return Exactness.APPROXIMATE
        is_fine = frame.scale >= self._view.render_scale * _SCALE_TOLERANCE
        is_there = is_fine and covers(frame.after, self._view, self._photo)
        other = self.other_view
        is_other_there = (
            other is None
            or frame.difference is not None
            or (bool(frame.compared) and covers(frame.before, other, self._photo))
        )
        return frame.exactness if is_there and is_other_there else Exactness.APPROXIMATE

    def note(self) -> str:
        """What the newest frame says about itself, or empty."""
        return self._newest.note if self._newest else ""

    def set_overlay_style(self, overlay_style: OverlayStyle) -> None:
        """Choose how overlays are shown."""
        self._overlay_style = overlay_style
        self._repaint()

    def set_mask_style(self, style: MaskStyle | None) -> None:
        """Choose how the mask of frames is shown over the photo; None hides it."""
        self._mask_style = style
        self._repaint()

    def set_background(self, gray: int) -> None:
        """Set the neutral gray around the photo, 0 to 255."""
        self._background = gray
        self._repaint()

    def set_display(self, display: "DisplayLut | None") -> None:
        """Send the display what this table says; None for colours as they are."""
        self._display = display
        self._repaint()

    def _repaint(self) -> None:
        """Hand the surface a new plan; it paints in its own time, once for many plans."""
        newest = self._newest
        is_alone = self._backdrop is newest or (newest is not None and newest.difference is not None)
        known = (newest,) if is_alone else (self._backdrop, newest)  # no photo shows through around its difference
        frames = tuple(self._veiled(frame) for frame in known if frame and self._photo)
        canvas, marks = self.device_size, self.marks.of(newest)
        draws = make_draws(frames, self._view, self.compare, canvas, self.other_view, marks)
        look = (self._overlay_style, self.newest_generation, self._background, self._coarse.is_on)
        self._surface.show_list(PaintList(canvas, draws, *look, self._mask_style, self._display))
        self._chrome.place(self.compare, canvas, self.devicePixelRatioF(), bool(frames))

    def _veiled(self, frame: Frame) -> Frame:
        """A frame with the mask to be seen: of the newest alone, since an older one may have another."""
        style, shown = self._mask_style, frame.shown_mask
        if style is None or frame is not self._newest:
            return replace(frame, shown_mask=None)
        return replace(frame, shown_mask=outlined(shown)) if shown and style.is_outline else frame

    def _on_painted(self, generation: int) -> None:
        self.painted_generation = generation
        self.frame_painted.emit(generation)
