"""What findings ask of a photo."""

from typing import Protocol

from torch import Tensor

from pellucid.foundation.geometry import Rect, Size


class Seen(Protocol):
    """The unedited photo, never all of it as float."""

    @property
    def size(self) -> Size:
        """Full size."""
        ...

    @property
    def jpeg_quality(self) -> int | None:
        """With which the file was saved, 1 to 100; None where it is no JPEG or does not say."""
        ...

    def overview(self, long_side_px: int) -> Tensor:
        """A reduced copy of the whole, `(3, h, w)`."""
        ...

    def region(self, rect: Rect) -> Tensor:
        """Full-size pixels of a part, `(3, h, w)`."""
        ...
