"""Photos of a folder, and what is known of them without opening any."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.photo_note import PhotoNote
from pellucid.foundation.photo_summary import PhotoSummary, Rating
from pellucid.io.ratings import read_rating, write_rating
from pellucid.io.thumbnails import Thumbnail
from pellucid.workers.ahead import Ahead, Prepared
from pellucid.workers.edit_worker import EditWorker, Rate
from pellucid.workers.folder_worker import FolderJob, FolderWorker
from pellucid.workers.load_worker import LoadJob
from pellucid.workers.quiet import Quiet
from pellucid.workers.thumbnail_worker import Thumbnails, Unkept, Wishes

DIRECT = Qt.ConnectionType.DirectConnection


def save_photo(path: Path, gray: int = 90, size: tuple[int, int] = (64, 48)) -> Path:
    Image.fromarray(np.full((size[1], size[0], 3), gray, np.uint8)).save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path / name))
    (tmp_path / "photos").mkdir()
    for name in ("a10.png", "a2.png", "a1.png"):
        save_photo(tmp_path / "photos" / name)
    return tmp_path / "photos"


@pytest.fixture
def thumbnails(qtbot: QtBot) -> Iterator[Thumbnails]:
    made = Thumbnails(QSize(40, 40))
    for worker in made.workers:
        worker.start()
    yield made
    for worker in made.workers:
        worker.stop()


@pytest.fixture
def ahead(qtbot: QtBot) -> Iterator[Ahead]:
    made = Ahead()
    made.worker.start()
    yield made
    made.worker.stop()


def keep_edit(photo: Path, edit: Edit) -> None:
    sidecar.write(sidecar.sidecar_path(photo), Sidecar(SourceIdentity(photo.name, "ab" * 16, 64, 48), edit, 1))


def test_a_folder_is_listed_and_then_looked_at(folder: Path, qtbot: QtBot) -> None:
    write_rating(folder / "a1.png", Rating(4), read_rating(folder / "a1.png"))
    keep_edit(folder / "a2.png", Edit(stack=EditStack().with_enabled("dehaze", True)))
    keep_edit(folder / "a10.png", Edit())
    lister = FolderWorker()
    listed: list[object] = []
    noted: list[dict[Path, PhotoNote]] = []
    lister.listed.connect(lambda *found: listed.append((found[0], tuple(found[1]))), DIRECT)
    lister.noted.connect(noted.append, DIRECT)
    lister.do(FolderJob(folder))
    lister.do_idle(FolderJob(folder))
    first, second, third = (folder / name for name in ("a1.png", "a2.png", "a10.png"))
    assert listed == [(folder, (first, second, third))]
    assert noted == [
        {
            first: PhotoNote(PhotoSummary(rating=Rating(4))),
            second: PhotoNote(is_edited=True),
            third: PhotoNote(),
        }
    ]


def test_the_first_of_many_photos_are_told_before_all_others(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pellucid.workers.folder_worker.FIRST", 2)
    lister = FolderWorker()
    told: list[object] = []
    lister.begun.connect(lambda *found: told.append((found[0], tuple(found[1]))), DIRECT)
    lister.listed.connect(lambda *found: told.append((found[0], tuple(found[1]))), DIRECT)
    lister.do(FolderJob(folder))
    every = tuple(folder / name for name in ("a1.png", "a2.png", "a10.png"))
    assert told == [(folder, every[:2]), (folder, every)]


def test_photos_are_not_looked_at_while_a_person_waits_for_pictures(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter([False, False, True, False])
    quiet_before: list[bool] = []

    def is_quiet() -> bool:
        quiet_before.append(next(states, True))
        return quiet_before[-1]

    monkeypatch.setattr(
        "pellucid.io.photo_summary.read_summary", lambda _photo: quiet_before[-1] and PhotoSummary(taken="2026")
    )
    lister = FolderWorker(is_quiet)
    noted: list[dict[Path, PhotoNote]] = []
    lister.noted.connect(noted.append, DIRECT)
    lister.do(FolderJob(folder))
    lister.do_idle(FolderJob(folder))
    assert [note.summary for note in noted[0].values()] == [PhotoSummary(taken="2026")] * 3


@pytest.mark.parametrize(("name", "reason"), [("gone", "cannot be read"), ("empty", "there is no photo")])
def test_a_folder_without_photos_says_so(tmp_path: Path, qtbot: QtBot, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableError, match=rf"{name}: .*{reason}"):
        FolderWorker().do(FolderJob(tmp_path / name))


def test_pictures_are_made_as_large_as_they_are_shown(folder: Path, thumbnails: Thumbnails, qtbot: QtBot) -> None:
    made: dict[Path, QImage] = {}
    thumbnails.made.connect(made.__setitem__)
    photos = tuple(sorted(folder.iterdir()))
    thumbnails.want(photos)
    qtbot.waitUntil(lambda: made.keys() == set(photos))
    assert {(image.width(), image.height()) for image in made.values()} == {(40, 30)}
    assert made[photos[0]].pixelColor(20, 15).red() == 90


def test_a_picture_is_shown_before_it_is_kept(
    folder: Path, thumbnails: Thumbnails, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr("pellucid.io.thumbnails.keep_thumbnail", lambda *_picture: order.append("kept"))
    for worker in thumbnails.workers:
        worker.made.connect(lambda _photo, _image: order.append("shown"), DIRECT)
    thumbnails.want((folder / "a1.png",))
    qtbot.waitUntil(lambda: order == ["shown", "kept"])


def test_a_photo_that_cannot_be_read_is_told_and_the_others_are_made(
    folder: Path, thumbnails: Thumbnails, qtbot: QtBot
) -> None:
    (folder / "a1.png").write_bytes(b"nothing")
    made: list[Path] = []
    thumbnails.made.connect(lambda photo, _image: made.append(photo))
    failed: list[Path] = []
    thumbnails.unreadable.connect(lambda photo, _error: failed.append(photo))
    thumbnails.want((folder / "a1.png", folder / "a2.png"))
    qtbot.waitUntil(lambda: failed == [folder / "a1.png"])
    qtbot.waitUntil(lambda: made == [folder / "a2.png"])


def test_only_what_is_wanted_now_is_made_and_nothing_twice_at_once() -> None:
    wishes, photos = Wishes(), [Path(f"{number}.png") for number in range(4)]
    wishes.want((photos[0], photos[1]))
    assert wishes.take() == photos[0]
    wishes.want((photos[0], photos[2]))
    assert wishes.take() == photos[2]
    assert not wishes.has_message
    wishes.note_done(photos[0])
    wishes.want((photos[0],))
    assert wishes.take() == photos[0]


def test_what_was_made_is_kept_once_nothing_is_wished_for_and_not_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pellucid.workers.thumbnail_worker.MOST_UNKEPT", 2)
    wishes, photo = Wishes(), Path("wished.png")
    unkept = [Unkept(Path(f"{number}.png"), Thumbnail(np.zeros((2, 2, 3), np.uint8))) for number in range(3)]
    wishes.want((photo,))
    assert [wishes.keep_later(one) for one in unkept] == [True, True, False]
    assert wishes.is_waited_for
    assert wishes.take() == photo
    assert wishes.is_waited_for
    wishes.note_done(photo)
    assert not wishes.is_waited_for
    assert [wishes.take(), wishes.take()] == unkept[:2]


def test_a_picture_in_the_file_is_shown_first_where_the_photo_takes_longer(
    folder: Path, thumbnails: Thumbnails, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = Thumbnail(np.full((3, 4, 3), 200, np.uint8), is_embedded=True)
    monkeypatch.setattr("pellucid.io.thumbnails.embedded_thumbnail", lambda _photo: inside)
    shown: list[tuple[Path, int]] = []
    thumbnails.made.connect(lambda photo, image: shown.append((photo, image.width())))
    short, long = save_photo(folder / "short.jpg"), save_photo(folder / "long.jpg")
    with long.open("ab") as file:
        file.write(bytes(300 * 2**10))
    thumbnails.want((short, long))
    qtbot.waitUntil(lambda: len(shown) == 3, timeout=5000)
    assert sorted(shown) == [(long, 4), (long, 40), (short, 40)]


def prepared(ahead: Ahead, photo: Path, qtbot: QtBot) -> None:
    ahead.prepare(photo)
    qtbot.waitUntil(lambda: ahead._held is not None and ahead._held.job.path == photo)


def test_the_next_photo_is_ready_when_it_is_opened(folder: Path, ahead: Ahead, qtbot: QtBot) -> None:
    prepared(ahead, folder / "a2.png", qtbot)
    found = ahead.take(LoadJob(folder / "a2.png"))
    assert isinstance(found, Prepared)
    assert found.document.facts.path == folder / "a2.png"
    assert found.pixels.shape == (48, 64, 4)
    assert found.pixels[0, 0].tolist() == [90, 90, 90, 255]
    assert ahead.take(LoadJob(folder / "a2.png")) is None


def test_the_next_photo_waits_for_what_a_person_waits_for(folder: Path, qtbot: QtBot) -> None:
    waited_for = [True]
    ahead = Ahead(Quiet(lambda: waited_for[0]))
    ahead.prepare(folder / "a2.png")
    ahead._wait.stop()
    ahead._ask()
    assert not ahead.worker.mailbox.has_message
    assert ahead._wait.isActive()
    waited_for[0] = False
    ahead._ask()
    assert ahead.worker.mailbox.has_message


def test_it_is_quiet_while_none_of_those_is_waited_for_that_are_heeded() -> None:
    loading, listing = [False], [False]
    quiet = Quiet(lambda: loading[0])
    assert quiet()
    quiet.heed(lambda: listing[0])
    for waited_for in (loading, listing):
        waited_for[0] = True
        assert not quiet()
        waited_for[0] = False
    assert quiet()


def test_another_photo_or_a_file_that_changed_is_read_again(folder: Path, ahead: Ahead, qtbot: QtBot) -> None:
    prepared(ahead, folder / "a2.png", qtbot)
    assert ahead.take(LoadJob(folder / "a1.png")) is None
    prepared(ahead, folder / "a2.png", qtbot)
    save_photo(folder / "a2.png", 10, (90, 20))
    assert ahead.take(LoadJob(folder / "a2.png")) is None


def test_one_photo_is_held_and_no_more(folder: Path, ahead: Ahead, qtbot: QtBot) -> None:
    prepared(ahead, folder / "a2.png", qtbot)
    prepared(ahead, folder / "a10.png", qtbot)
    assert ahead.take(LoadJob(folder / "a2.png")) is None


def test_what_cannot_be_decoded_ahead_is_no_trouble(folder: Path, ahead: Ahead, qtbot: QtBot) -> None:
    (folder / "a2.png").write_bytes(b"nothing")
    ahead.worker.do(LoadJob(folder / "a2.png"))
    assert ahead.take(LoadJob(folder / "a2.png")) is None


def rated(photo: Path, stars: int) -> tuple[list[Rating], list[str]]:
    """What is told of a rating: how the photo is rated then, and why it could not be written."""
    worker = EditWorker()
    told: list[Rating] = []
    failed: list[str] = []
    worker.rated.connect(lambda _photo, rating: told.append(rating), DIRECT)
    worker.rating_failed.connect(lambda _photo, error: failed.append(error.sentence), DIRECT)
    worker.do(Rate(photo, Rating(stars)))
    return told, failed


def test_a_rating_is_written_where_other_programs_find_it(folder: Path, qtbot: QtBot) -> None:
    assert rated(folder / "a1.png", 3) == ([Rating(3)], [])
    packet = (folder / "a1.png.xmp").read_text()
    assert 'Rating="3"' in packet or "Rating>3<" in packet


def test_a_rating_that_cannot_be_written_is_told_and_the_old_one_shown(folder: Path, qtbot: QtBot) -> None:
    (folder / "a1.png.xmp").write_text("<no xmp")
    told, failed = rated(folder / "a1.png", 3)
    assert told == [Rating()]
    assert "a1.png.xmp" in failed[0]
    assert (folder / "a1.png.xmp").read_text() == "<no xmp"
