"""What a list of many photos knows of one of them, without having opened it."""

from dataclasses import dataclass, field

from pellucid.foundation.photo_summary import PhotoSummary


@dataclass(frozen=True)
class PhotoNote:
    """Facts for a list of photos.

    Attributes:
        summary: when it was taken, and how it was rated.
        is_edited: edits lie beside it that do something.
    """

    summary: PhotoSummary = field(default_factory=PhotoSummary)
    is_edited: bool = False
