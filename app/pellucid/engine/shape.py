"""From the pixels of a photo to those of the finished picture: framing, size and sharpening, and nothing else."""

from dataclasses import dataclass

from pellucid.foundation.export_options import ExportOptions, Sharpening
from pellucid.foundation.framing import Framing
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging import output_sharpening
from pellucid.imaging.resize import Resizing
from pellucid.imaging.warp import reach


@dataclass(frozen=True)
class Shape:
    """What a finished picture is made of.

    Attributes:
        map: the framing of the photo.
        resizing: from the framed photo to the finished size.
        sharpening: of the finished picture.
    """

    map: FramingMap
    resizing: Resizing
    sharpening: Sharpening

    @classmethod
    def of(cls, photo: Size, framing: Framing, options: ExportOptions) -> "Shape":
        """The shape that a photo of some size gets."""
        map_ = framing.on(photo)
        size = options.size.of(map_.output_size) if options.size else map_.output_size
        return cls(map_, Resizing(map_.output_size, size), options.sharpening)

    @property
    def size(self) -> Size:
        """Of the finished picture."""
        return self.resizing.target

    @property
    def keeps_samples(self) -> bool:
        """True where every pixel is one of the photo's."""
        return self.map.framing.is_lossless and not self.resizes and self.sharpening is Sharpening.NONE

    @property
    def is_neutral(self) -> bool:
        """True where the picture is the photo as it stands."""
        return self.keeps_samples and self.map.framing.is_neutral

    @property
    def resizes(self) -> bool:
        """True where the size changes after framing."""
        return self.resizing.source != self.resizing.target

    @property
    def margin(self) -> int:
        """Finished pixels that are needed around each."""
        return 0 if self.sharpening is Sharpening.NONE else output_sharpening.MARGIN

    def framed_rect(self, finished: Rect) -> Rect:
        """Pixels of the framed photo that a rectangle of the finished picture is made from, without `margin`."""
        return self.resizing.source_rect(finished) if self.resizes else finished

    def photo_rect(self, framed: Rect) -> Rect:
        """Pixels of the photo that a rectangle of the framed photo is made from."""
        margin = 0 if self.map.framing.is_lossless else reach(self.map, framed)
        return self.map.photo_rect(framed, margin)
