"""A view on a photo as it was and as it is: how the two are shown, and what the first of them is."""

from dataclasses import replace

from PySide6.QtCore import Signal

from pellucid.foundation.framing import Framing
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.viewport import ViewportWidget


class ComparingWidget(ViewportWidget):
    """A view with a comparison.

    Signals:
        compare_changed(): another comparison mode, or sides swapped.
    """

    compare_changed = Signal()

    def compare_with(self, framing: Framing | None, names: tuple[str, str]) -> None:
        """Let *before* be another version, framed like this; None for the unedited photo.

        Args:
            framing: of the version.
            names: of before and after, as they stand on the photo.
        """
        self._compared = framing
        self._set_compare(replace(self.compare, names=names))
        self._notify()

    def set_compare(self, mode: CompareMode) -> None:
        """Choose how before and after are shown."""
        self._set_compare(replace(self.compare, mode=mode, original=False))

    def swap_sides(self) -> None:
        """Let before and after change places."""
        self._set_compare(replace(self.compare, swapped=not self.compare.swapped))

    def show_original(self, shown: bool) -> None:
        """Show the unedited photo everywhere, or the comparison again."""
        if shown != self.compare.original:
            self._set_compare(replace(self.compare, original=shown))

    def drag_divider(self, at: tuple[float, float]) -> None:
        """Put the divider at a canvas point, or the lens around it."""
        self.compare = self.compare.dragged(at, self.device_size)
        self._repaint()

    def centre_divider(self) -> None:
        """Put the divider back into the middle."""
        self.compare = replace(self.compare, position=0.5)
        self._repaint()

    def divider_distance(self, at: tuple[float, float]) -> float:
        """Device pixels from a canvas point to the divider; infinite where there is none."""
        return self.compare.distance_px(at, self.device_size) if self._photo else float("inf")

    def _set_compare(self, compare: Compare) -> None:
        self.compare = compare
        self._on_size_changed()
        if self._compared is not None:
            self._notify()
        self.compare_changed.emit()
