"""Where many photos come in. The filmstrip is made when there are several, so that a start does not wait for it.

It also knows what is meant by *these photos*: those that are chosen in the strip, else the open one.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from pellucid.foundation.translation import mark, tr
from pellucid.ui.icons import Icons
from pellucid.ui.photo_opener import PhotoOpener
from pellucid.ui.window_actions import WindowActions

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from pellucid.foundation.errors import UserFacingError
    from pellucid.foundation.job_entry import JobEntry
    from pellucid.foundation.photo_list import PhotoList
    from pellucid.foundation.photo_note import PhotoNote
    from pellucid.foundation.photo_summary import Rating
    from pellucid.ui.filmstrip.strip import Filmstrip

_BUTTONS = {
    mark("Copy settings"): "copy_settings",
    mark("Paste"): "paste_settings",
    mark("Synchronise"): "synchronise_settings",
    mark("Export all…"): "export_all",
}


class StripOpener(QObject):
    """Knows whether the filmstrip is there, and does without it as long as it is not.

    Args:
        window: at whose foot it stands.
        opener: walks through single photos, and asks for folders.
        actions: of the window.
        icons: of its buttons.

    Signals:
        woken(): many photos are about to be shown or changed; whoever works for them gets ready. Sent once.
        look_requested(Path | None, tuple[Path, ...]): look at the photos of a folder, or at these.
        pictures_wanted(tuple[Path, ...]): pictures that are missing, and no others are wanted any more.
        noise_wanted(tuple[Path, ...]): measure the noise of these photos, and of no others.
        rating_requested(tuple[Path, ...], Rating): rate photos.
        photo_chosen(Path): open this one.
        failed(UserFacingError): the folder that was asked for has no photos, or cannot be read.
        refused(str): a rating cannot be written; why.
        selection_changed(): other photos are meant.
        menu_requested(QPoint): see `StripView`.
    """

    woken = Signal()
    look_requested = Signal(object, object)
    pictures_wanted = Signal(object)
    noise_wanted = Signal(object)
    rating_requested = Signal(object, object)
    photo_chosen = Signal(object)
    failed = Signal(object)
    refused = Signal(str)
    selection_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, window: QMainWindow, opener: PhotoOpener, actions: WindowActions, icons: Icons) -> None:
        super().__init__(window)
        self._window, self._opener, self._actions, self._icons = window, opener, actions, icons
        self._strip: Filmstrip | None = None
        self.is_awake = self._is_folded = False
        self._open: Path | None = None
        self._awaited: Path | None = None
        self._begun: PhotoList | None = None
        self._direction = 1
        self._exported: set[Path] = set()

    @property
    def strip(self) -> "Filmstrip | None":
        """The strip, where several photos are there."""
        return self._strip if self._strip is not None and self._strip.photos else None

    @property
    def targets(self) -> tuple[Path, ...]:
        """The photos that are meant: those that are chosen, else the open one."""
        selected = self.strip.selected if self.strip else ()
        return selected or ((self._open,) if self._open else ())

    @property
    def shown(self) -> tuple[Path, ...]:
        """All photos that the strip shows; without it the open one."""
        return self.strip.shown if self.strip else self.targets

    @property
    def is_listing(self) -> bool:
        """True while photos of a folder are not known, or not all of them."""
        return self._awaited is not None

    @property
    def ahead(self) -> Path | None:
        """The photo that will probably be opened next."""
        return self.strip.neighbour(self._direction) if self.strip else None

    def wake(self) -> None:
        """Let those get ready who work for many photos."""
        if not self.is_awake:
            self.is_awake = True
            self.woken.emit()

    def open_folder(self, folder: Path) -> None:
        """Ask for the photos of a folder; the first of them is opened once they are known."""
        self.wake()
        self._awaited, self._begun = folder, None
        self.look_requested.emit(folder, ())
        QTimer.singleShot(0, self, self._get_ready)

    def show_begun(self, folder: Path, photos: Sequence[Path]) -> None:
        """The first photos of a folder are known, all others soon."""
        if folder == self._awaited:
            from pellucid.foundation.photo_list import PhotoList  # noqa: PLC0415 -- no photos, no list

            self._begun = PhotoList.of(photos)
            self._show(photos)
            self.photo_chosen.emit(photos[0])

    def show_listed(self, folder: Path, photos: Sequence[Path]) -> None:
        """The photos of a folder are known."""
        if folder != self._awaited:
            return
        begun, self._begun, self._awaited = self._begun, None, None
        if not begun:
            self._show(photos)
            self.photo_chosen.emit(photos[0])
        elif self.strip is not None and self.strip.photos == begun:
            self.strip.add_photos(photos)

    def show_unlisted(self, error: "UserFacingError") -> None:
        """The photos of the folder cannot be known."""
        self._awaited = None
        self.failed.emit(error)

    def show_photos(self, photos: tuple[Path, ...]) -> None:
        """Be about photos that were chosen together."""
        self.wake()
        self._awaited = None
        self._show(photos)
        self.look_requested.emit(None, photos)

    def note_opened(self, photo: Path) -> None:
        """A photo was opened, or at least tried; one that is not among those of the strip sends it away."""
        self._open = photo
        if self.strip is not None and photo in self.strip.photos:
            self.strip.show_open(photo)
        elif self.strip is not None:
            self.close()

    def close(self) -> None:
        """Send the strip away."""
        if self._strip is not None:
            self._strip.show_photos(())
            self._strip.hide()
        self._actions.set_has_strip(False)
        self.selection_changed.emit()

    def toggle(self) -> None:
        """Fold the strip away, or show it again."""
        if self.strip is not None:
            self._is_folded = not self._is_folded
            self.strip.setVisible(not self._is_folded)

    def step(self, steps: int) -> None:
        """Go to a neighbour of the open photo."""
        self._direction = 1 if steps > 0 else -1
        if self.strip is None:
            self._opener.step(steps)
        elif (neighbour := self.strip.neighbour(steps)) is not None:
            self.photo_chosen.emit(neighbour)

    def select_all(self) -> None:
        """Choose all photos that are shown."""
        if self.strip is not None:
            self.strip.view.select(self.strip.shown)

    def select_open(self) -> None:
        """Choose the open photo only."""
        if self.strip is not None and self._open is not None:
            self.strip.view.select((self._open,))

    def give_stars(self, stars: int) -> None:
        """Rate the photos that are meant; a photo with stars is none that is to go."""
        from pellucid.foundation.photo_summary import Rating  # noqa: PLC0415 -- not needed to start

        self._rate({photo: Rating(stars) for photo in self.targets})

    def reject(self) -> None:
        """Reject the photos that are meant; where all of them are, take that back."""
        if self.strip is None:
            return
        ratings = {photo: self.strip.model.content.rating(photo) for photo in self.targets}
        rejects = not all(rating.is_rejected for rating in ratings.values())
        self._rate({photo: replace(rating, is_rejected=rejects) for photo, rating in ratings.items()})

    def take_notes(self, notes: "dict[Path, PhotoNote]") -> None:
        """Take what was found out about photos."""
        if self.strip is not None:
            self.strip.note(notes)

    def take_picture(self, photo: Path, picture: "QImage") -> None:
        """Take a picture that was wanted."""
        if self.strip is not None:
            self.strip.set_failure(photo, "")
            self.strip.set_picture(photo, picture)

    def take_noise(self, photo: Path, level: float | None) -> None:
        """Take a noise that was measured; see `Filmstrip.set_noise`."""
        if self.strip is not None:
            self.strip.set_noise(photo, level)

    def take_failure(self, photo: Path, error: "UserFacingError") -> None:
        """Something went wrong with a photo."""
        if self.strip is not None:
            self.strip.set_failure(photo, error.sentence)

    def show_rating(self, photo: Path, rating: "Rating") -> None:
        """A photo has this rating, whatever was wanted."""
        if self.strip is not None:
            self.strip.rate({photo: rating})

    def show_unrated(self, _photo: Path, error: "UserFacingError") -> None:
        """The rating of a photo could not be written."""
        self.refused.emit(error.sentence)

    def show_edited(self, photo: Path, *, edited: bool) -> None:
        """A photo has edits now, or no more."""
        if self.strip is not None:
            self.strip.set_edited(photo, edited=edited)

    def show_exported(self, photos: set[Path]) -> None:
        """These photos were exported, now or earlier."""
        self._exported = photos
        if self.strip is not None:
            self.strip.set_exported(photos)

    def note_export(self, entry: "JobEntry") -> None:
        """Something became of an export."""
        from pellucid.foundation.job_entry import JobState  # noqa: PLC0415 -- not needed to start

        if entry.source is None or entry.state not in (JobState.DONE, JobState.FAILED):
            return
        if entry.state is JobState.DONE:
            self.show_exported(self._exported | {entry.source})
        if self.strip is not None:
            self.strip.set_failure(entry.source, entry.sentence if entry.state is JobState.FAILED else "")

    def taken(self, photo: Path) -> str:
        """When a photo was taken, as `PhotoSummary.taken`; empty where that is not known."""
        return self.strip.model.content.taken(photo) if self.strip else ""

    @property
    def taken_of_open(self) -> str:
        """Likewise, of the open photo."""
        return self.taken(self._open) if self._open else ""

    def _rate(self, ratings: "dict[Path, Rating]") -> None:
        if self.strip is None:
            return
        self.strip.rate(ratings)
        for photo, rating in ratings.items():
            self.rating_requested.emit(photo, rating)

    def _get_ready(self) -> None:
        """Make the strip while the folder is listed."""
        if self._strip is None:
            self._make()

    def _show(self, photos: Sequence[Path]) -> None:
        strip = self._strip or self._make()
        strip.set_exported(self._exported)
        strip.show_photos(photos)
        strip.show_open(self._open if self._open in strip.photos else None)
        strip.appear(is_wanted=not self._is_folded)
        self._actions.set_has_strip(True)

    def _make(self) -> "Filmstrip":
        from pellucid.ui.filmstrip.strip import Filmstrip  # noqa: PLC0415 -- not needed to start

        actions = {tr(word): self._actions[name] for word, name in _BUTTONS.items()}
        strip = self._strip = Filmstrip(self._icons, actions, self._window)
        strip.photo_chosen.connect(self.photo_chosen)
        strip.pictures_wanted.connect(self.pictures_wanted)
        strip.noise_wanted.connect(self.noise_wanted)
        strip.selection_changed.connect(self.selection_changed)
        strip.view.menu_requested.connect(self.menu_requested)
        strip.folded.connect(self.toggle)
        strip.hide()
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, strip)
        return strip
