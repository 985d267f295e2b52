"""Many photos: names, failures, resuming."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from cli.pictures import Run, noisy_samples
from pellucid.cli import batch as batch_verb
from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.edit_store import EditStore
from pellucid.document.history import History
from pellucid.document.open_photo import Record
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.engine.batch.outcomes import Outcome
from pellucid.engine.batch.plan import BatchItem, list_items
from pellucid.foundation import size_estimate
from pellucid.foundation.errors import UsageError
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io.decode import open_photo
from pellucid.operations.denoise.parameters import Parameters


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two photos, a damaged one between them, a sidecar, files of XMP and a hidden file."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, seed in (("a.png", 1), ("c.png", 2)):
        Image.fromarray(noisy_samples(seed)).save(folder / name)
    (folder / "b.png").write_bytes((folder / "a.png").read_bytes()[:30])
    stack = EditStack().with_parameters("denoise", Parameters(gamma=2.0, color_gamma=2.0))
    source = SourceIdentity.of(open_photo(folder / "a.png").facts)
    sidecar.write(folder / "a.png.pellucid", Sidecar(source, Edit(stack=stack), 1))
    (folder / ".hidden").write_bytes(b"")
    for name in ("c.xmp", "a.png.XMP"):
        (folder / name).write_text("<x/>")
    return folder


def test_the_batch_goes_on_after_a_bad_photo(
    run: Run, models: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "results"
    assert run("batch", folder, "--out", out, "--op", "denoise", "--json") == 9
    said = capsys.readouterr()
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [answer["code"] for answer in answers] == [0, 4, 0, 9]
    assert answers[-1] == {"code": 9, "done": 2, "failed": 1, "skipped": 0}
    assert sorted(path.name for path in out.iterdir()) == ["a.png", "c.png"]
    assert said.err.count("\n") == 1
    assert "b.png" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
def test_links_that_lead_nowhere_stop_no_batch(
    run: Run, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.png").unlink()
    (folder / "circle.jpg").symlink_to("circle.jpg")
    (folder / "gone.jpg").symlink_to("nowhere.jpg")
    (folder / "folder.jpg").symlink_to(".", target_is_directory=True)
    os.mkfifo(folder / "pipe.jpg")
    assert run("batch", folder, "--out", tmp_path / "out") == 9
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "2 done, 2 failed, 0 skipped"
    assert "circle.jpg: cannot be opened, because its links go round in a circle" in said.err
    assert "gone.jpg: cannot be opened, because there is no such file" in said.err


def test_resuming_makes_only_what_is_missing(
    run: Run, models: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.png").unlink()
    out = tmp_path / "results"
    out.mkdir()
    (out / "a.png").write_bytes(b"made before")
    assert run("batch", folder, "--out", out, "--resume") == 0
    assert (out / "a.png").read_bytes() == b"made before"
    assert (out / "c.png").exists()
    assert capsys.readouterr().out.splitlines()[-1] == "1 done, 0 failed, 1 skipped"


def test_saved_edits_are_used_where_asked_for(run: Run, models: Path, folder: Path, tmp_path: Path) -> None:
    photos = (folder / "a.png", folder / "c.png")
    assert run("batch", *photos, "--out", tmp_path / "out", "--sidecar") == 0
    assert run("apply", photos[0], tmp_path / "expected.png", "--op", "denoise:gamma=2") == 0
    assert (tmp_path / "out" / "a.png").read_bytes() == (tmp_path / "expected.png").read_bytes()
    assert (tmp_path / "out" / "c.png").read_bytes() == photos[1].read_bytes()


def test_edits_that_are_not_the_photos_own_are_told_and_the_batch_goes_on(
    run: Run, models: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.fromarray(noisy_samples(3)).save(folder / "a.png")
    assert run("batch", folder / "a.png", folder / "c.png", "--out", tmp_path / "out", "--sidecar") == 9
    assert "made on another photo" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["c.png"]


def test_a_photo_is_decoded_as_its_saved_edits_ask(run: Run, tmp_path: Path) -> None:
    photo = tmp_path / "bright.tif"
    tifffile.imwrite(photo, np.full((20, 30, 3), 0.5, np.float32), photometric="rgb")
    assert run("batch", photo, "--out", tmp_path / "plain", "--sidecar", "--depth", "16") == 0
    edit = Edit(source=SourceChoices(exposure_ev=-2))
    EditStore().save(Record(open_photo(photo).facts, edit, History(edit).line))
    assert run("batch", photo, "--out", tmp_path / "darker", "--sidecar", "--depth", "16") == 0
    plain, darker = (tifffile.imread(tmp_path / folder / "bright.tif") for folder in ("plain", "darker"))
    assert darker.mean() < plain.mean() / 1.5


@pytest.mark.parametrize("length", [246, 247, 250, 255])
def test_a_long_name_stops_no_batch_and_its_edits_are_found(
    run: Run, models: Path, folder: Path, tmp_path: Path, length: int
) -> None:
    photo = folder / f"{'ü' * ((length - 4) // 2)}{'x' * (length % 2)}.png"
    assert len(os.fsencode(photo.name)) == length
    (folder / "a.png").rename(photo)
    (folder / "a.png.pellucid").unlink()
    facts = open_photo(photo).facts
    edit = Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=2.0, color_gamma=2.0)))
    EditStore().save(Record(facts, edit, History(edit).line))
    assert run("batch", photo, folder / "c.png", "--out", tmp_path / "out", "--sidecar") == 0
    assert run("apply", photo, tmp_path / "expected.png", "--op", "denoise:gamma=2") == 0
    assert (tmp_path / "out" / photo.name).read_bytes() == (tmp_path / "expected.png").read_bytes()


def test_photos_of_one_name_get_results_of_their_own(tmp_path: Path) -> None:
    inputs = [Path("x/a.jpg"), Path("y/A.jpg"), Path("z/a.CR2"), Path("z/b.heic")]
    names = [one.target.name for one in list_items(inputs, tmp_path)]
    assert names == ["a.jpg", "A-2.jpg", "a-3.jpg", "b.jpg"]


def test_a_folder_without_photos_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no photo"):
        list_items([tmp_path], tmp_path)


@pytest.mark.slow
def test_several_photos_at_a_time_give_the_same_results(
    run: Run, models: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("batch", folder, "--op", "denoise", "--json")
    assert run(*words, "--out", tmp_path / "one") == 9
    assert run(*words, "--out", tmp_path / "two", "--jobs", "2") == 9
    for name in ("a.png", "c.png"):
        with Image.open(tmp_path / "one" / name) as one, Image.open(tmp_path / "two" / name) as two:
            # the number of threads may change the order of sums, and so the rounding
            assert np.abs(np.asarray(one, int) - np.asarray(two, int)).max() <= 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["done"] == 2


def test_results_are_named_by_a_pattern(run: Run, models: Path, folder: Path, tmp_path: Path) -> None:
    (folder / "b.png").unlink()
    assert run("batch", folder, "--out", tmp_path / "out", "--pattern", "holiday {number:3}-{name}") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["holiday 001-a.png", "holiday 002-c.png"]


@pytest.mark.parametrize("pattern", ["{nmae}", "", "a/b"])
def test_a_pattern_that_makes_no_names_is_told_before_anything(
    run: Run, folder: Path, tmp_path: Path, pattern: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("batch", folder, "--out", tmp_path / "out", "--pattern", pattern) == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--existing", "unique"), (["a-2.png", "a.png", "c.png"], True, 0)),
        (("--existing", "skip"), (["a.png", "c.png"], True, 0)),
        (("--existing", "overwrite"), (["a.png", "c.png"], False, 0)),
        (("--force",), (["a.png", "c.png"], False, 0)),
        ((), (["a.png", "c.png"], True, 9)),
    ],
)
def test_what_is_there_is_treated_as_was_asked(
    run: Run, folder: Path, tmp_path: Path, words: tuple[str, ...], expected: tuple[list[str], bool, int]
) -> None:
    names, is_kept, code = expected
    (folder / "b.png").unlink()
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.png").write_bytes(b"other")
    assert run("batch", folder, "--out", out, *words) == code
    assert sorted(path.name for path in out.iterdir()) == names
    assert ((out / "a.png").read_bytes() == b"other") == is_kept


def test_the_report_tells_of_every_photo(run: Run, folder: Path, tmp_path: Path) -> None:
    report, out = tmp_path / "report.jsonl", tmp_path / "out"
    out.mkdir()
    (out / "c.png").write_bytes(b"other")
    assert run("batch", folder, "--out", out, "--existing", "skip", "--report", report) == 9
    head, *photos, last = [json.loads(line) for line in report.read_text().splitlines()]
    assert head == {"pellucid_batch": 1, "photos": 3}
    states = {Path(one["in"]).name: one["state"] for one in photos}
    assert states == {"a.png": "done", "b.png": "failed", "c.png": "skipped"}
    assert {one["code"] for one in photos} == {0, 4}
    assert last | {"seconds": 0} == {"code": 9, "done": 1, "failed": 1, "skipped": 1, "seconds": 0}
    assert run("batch", folder, "--out", out, "--existing", "skip", "--report", report) == 9  # an old one is replaced


@pytest.mark.parametrize("name", ["photos/a.png", "out/a.png", "notes.txt"])
def test_a_report_replaces_nothing_else(run: Run, folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    before = (folder / "a.png").read_bytes()
    assert run("batch", folder, "--out", tmp_path / "out", "--report", tmp_path / name) == 2
    assert (folder / "a.png").read_bytes() == before
    assert (tmp_path / "notes.txt").read_text() == "mine"


class _Stop(BaseException):
    """As if the program were killed."""


def test_a_batch_that_was_stopped_goes_on_and_makes_nothing_twice(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        (folder / f"d{number}.png").write_bytes((folder / "a.png").read_bytes())
    out = tmp_path / "out"
    out.mkdir()
    (out / "d0.png").write_bytes(b"other")
    words = ("batch", folder, "--out", out, "--existing", "unique")
    spoken = batch_verb._notify

    def stop_after_some(item: BatchItem, outcome: Outcome, *, as_json: bool) -> None:
        if item.photo.name == "d1.png":
            raise _Stop
        spoken(item, outcome, as_json=as_json)

    with monkeypatch.context() as patch:
        patch.setattr(batch_verb, "_notify", stop_after_some)
        with pytest.raises(_Stop):
            run(*words)
    made = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert {"a.png", "d0-2.png"} <= made.keys()
    (folder / "e.png").write_bytes((folder / "a.png").read_bytes())  # has come since
    assert run(*words, "--resume") == 9
    names = ["a.png", "c.png", "d0-2.png", "d0.png", "d1.png", "d2.png", "d3.png", "d4.png", "e.png"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert {name: (out / name).stat().st_mtime_ns for name in made} == made
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"{9 - len(made)} done, 1 failed")


def test_numbers_of_a_batch_that_goes_on_stay_with_their_photos(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.png").unlink()
    words = ("batch", folder, "--out", tmp_path / "out", "--pattern", "{number}")
    with monkeypatch.context() as patch:
        patch.setattr(batch_verb, "_outcomes", _stopping)
        with pytest.raises(_Stop):
            run(*words)
    Image.fromarray(noisy_samples(7)).save(folder / "0.png")  # would be the first now
    assert run(*words, "--resume") == 0
    assert (tmp_path / "out" / "1.png").read_bytes() == (folder / "a.png").read_bytes()
    assert (tmp_path / "out" / "2.png").read_bytes() == (folder / "c.png").read_bytes()
    assert (tmp_path / "out" / "1-2.png").read_bytes() == (folder / "0.png").read_bytes()


def _stopping(*_args: object) -> Iterator[tuple[BatchItem, Outcome]]:
    raise _Stop


def test_a_full_disk_is_told_before_the_first_photo(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(size_estimate, "free_bytes", lambda _folder: 100)
    assert run("batch", folder, "--out", tmp_path / "out") == 6
    assert "free there" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_has_the_photos_made(run: Run, folder: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    place = {"host": "127.0.0.1", "protocol": "tcp", "dashboard_address": "127.0.0.1:0", "memory_limit": 0}
    with distributed.LocalCluster(n_workers=1, threads_per_worker=2, processes=False, **place) as running:
        words = ("batch", folder, "--out", tmp_path / "out", "--scheduler", running.scheduler_address)
        assert run(*words) == 9
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.png", "c.png"]


def test_another_machine_is_refused_without_tls(
    run: Run, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("batch", folder, "--out", tmp_path / "out", "--scheduler", "tcp://192.0.2.1:8786") == 2
    assert "--tls-ca" in capsys.readouterr().err
