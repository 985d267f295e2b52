"""Small pictures of what edits make of the open photo: asked for once, remembered, given to lists that show them."""

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from pellucid.document.edit import Edit
from pellucid.foundation.photo_facts import PhotoFacts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.document.thumbnail_request import ThumbnailRequest

_KEPT = 100


class SmallPictures(QObject):
    """Knows the small pictures of one photo at a time, and who waits for which.

    Signals:
        requested(tuple[ThumbnailRequest, ...]): make these, and no others.
        changed(): a picture is there, or it is known that there will be none.
    """

    requested = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._photo = ""
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: dict[str, tuple[Edit, ...]] = {}

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo is open, or none."""
        fingerprint = facts.fingerprint if facts else ""
        if fingerprint != self._photo:
            self._photo = fingerprint
            self._pictures.clear()
            self._wanted.clear()

    def want(self, who: str, edits: tuple[Edit, ...]) -> None:
        """A list shows these edits from now on; none once it is not seen any more."""
        from pellucid.document.thumbnail_request import ThumbnailRequest  # noqa: PLC0415 -- not needed to start

        self._wanted.pop(who, None)
        if edits:
            self._wanted = {who: edits, **self._wanted}  # who asked last is looked at
        missing = dict.fromkeys(
            edit for shown in self._wanted.values() for edit in shown if edit.digest not in self._pictures
        )
        self.requested.emit(tuple(ThumbnailRequest(self._photo, edit) for edit in missing) if self._photo else ())

    def picture(self, edit: Edit) -> QPixmap | None:
        """The small picture of an edit, an empty one where there can be none; None while it is not known."""
        return self._pictures.get(edit.digest)

    def take(self, request: "ThumbnailRequest", pixels: "NDArray[np.uint8] | None") -> None:
        """A picture was made, `(h, w, 4)`, or cannot be made."""
        if request.photo != self._photo:
            return
        picture = QPixmap()
        if pixels is not None:
            height, width = pixels.shape[:2]
            picture = QPixmap.fromImage(QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBX8888))
        self._pictures[request.edit.digest] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.changed.emit()
