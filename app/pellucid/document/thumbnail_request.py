"""Small pictures that lists want of a photo, frozen, on their way from the window to the render thread."""

from dataclasses import dataclass

from pellucid.document.edit import Edit


@dataclass(frozen=True)
class ThumbnailRequest:
    """One small picture.

    Attributes:
        photo: fingerprint of the photo.
        edit: what is done to it.
    """

    photo: str
    edit: Edit
