"""Small pictures of edited photos: made from what is saved beside them, once, and while nobody waits."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_beside import edit_beside
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.thumbnail_cache import ThumbnailCache
from pellucid.io.documents import Document, open_document
from pellucid.operations.tone.parameters import Parameters
from pellucid.workers.edited_thumbnail_worker import EditedLine, EditedThumbnailWorker
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.thumbnail_worker import ThumbnailWorker, Wishes

DIRECT = Qt.ConnectionType.DirectConnection
SIDE = QSize(40, 40)
DARK_HALF = Edit(
    stack=EditStack().with_parameters("tone", Parameters(exposure=-2.0)),
    framing=Framing(crop=UnitRect(0.0, 0.0, 0.5, 1.0)),
)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(np.full((48, 64, 3), 150, np.uint8)).save(path)
    return path


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "cache")


def keep_edit(photo: Path, edit: Edit) -> None:
    sidecar.write(sidecar.sidecar_path(photo), Sidecar(SourceIdentity(photo.name, "ab" * 16, 64, 48), edit, 1))


class Made:
    """What a worker has made of a photo, newest last."""

    def __init__(
        self, cache: ThumbnailCache, *, quiet: list[bool] | None = None, shown: Document | None = None
    ) -> None:
        self.quiet = quiet or [True]
        self.pictures: list[QImage] = []
        self.worker = EditedThumbnailWorker(SharedEngine(), cache, SIDE, self._is_quiet, lambda: shown)
        self.worker.made.connect(lambda _photo, picture: self.pictures.append(picture), DIRECT)

    def _is_quiet(self) -> bool:
        return self.quiet.pop(0) if len(self.quiet) > 1 else self.quiet[0]


def test_a_picture_shows_the_colors_and_the_crop_that_are_saved(
    photo: Path, cache: ThumbnailCache, qtbot: QtBot
) -> None:
    keep_edit(photo, DARK_HALF)
    made = Made(cache)
    made.worker.do(photo)
    picture = made.pictures[0]
    assert picture.height() > picture.width()
    assert picture.pixelColor(5, 5).red() < 110
    assert cache.find(photo, DARK_HALF.digest) is not None
    assert cache.find(photo) is None


def test_it_is_made_once_and_an_edit_that_was_taken_back_is_not_seen(
    photo: Path, cache: ThumbnailCache, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_edit(photo, DARK_HALF)
    made = Made(cache)
    made.worker.do(photo)
    monkeypatch.setattr(made.worker, "_rendered", lambda *_job: pytest.fail("it was made already"))
    made.worker.do(photo)
    assert made.pictures[1].size() == made.pictures[0].size()
    keep_edit(photo, Edit())
    assert edit_beside(photo) is None
    made.worker.do(photo)
    assert (made.pictures[2].width(), made.pictures[2].pixelColor(5, 5).red()) == (40, 150)


def test_the_open_photo_is_not_decoded_again(
    photo: Path, cache: ThumbnailCache, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_edit(photo, DARK_HALF)
    made = Made(cache, shown=open_document(photo))
    monkeypatch.setattr("pellucid.io.documents.open_document", lambda *_path, **_kinds: pytest.fail("decoded again"))
    made.worker.do(photo)
    assert len(made.pictures) == 1


def test_it_gives_way_to_what_a_person_waits_for_and_begins_anew(
    photo: Path, cache: ThumbnailCache, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_edit(photo, DARK_HALF)
    made = Made(cache, quiet=[False, True, False, True])
    tries: list[int] = []
    rendered = made.worker._rendered

    def interrupted(path: Path, edit: Edit) -> object:
        tries.append(len(made.quiet))
        if len(tries) == 1:
            raise Cancelled
        return rendered(path, edit)

    monkeypatch.setattr(made.worker, "_rendered", interrupted)
    made.worker.do(photo)
    assert tries == [2, 1]
    assert len(made.pictures) == 1


def test_a_photo_that_is_bad_is_no_trouble(photo: Path, cache: ThumbnailCache, qtbot: QtBot) -> None:
    keep_edit(photo, DARK_HALF)
    photo.write_bytes(b"nothing")
    made = Made(cache)
    made.worker.do(photo)
    assert made.pictures == []


def test_each_photo_stands_in_the_line_once() -> None:
    line = EditedLine()
    first, second = Path("1.jpg"), Path("2.jpg")
    for wish in (first, second, first):
        line.post(wish)
    assert (line.take(), line.take(), line.has_message) == (second, first, False)


def test_the_strip_shows_the_edited_picture_or_says_that_it_is_missing(
    photo: Path, cache: ThumbnailCache, qtbot: QtBot
) -> None:
    keep_edit(photo, DARK_HALF)
    worker = ThumbnailWorker(Wishes(), cache, SIDE)
    shown: list[int] = []
    missing: list[Path] = []
    worker.made.connect(lambda _photo, picture: shown.append(picture.pixelColor(5, 5).red()), DIRECT)
    worker.edited.connect(missing.append, DIRECT)
    worker.do(photo)
    assert (shown, missing) == ([150], [photo])
    Made(cache).worker.do(photo)
    worker.do(photo)
    assert shown[1] < 110
    assert missing == [photo]
