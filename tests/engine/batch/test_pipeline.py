"""Decoding the next and coding the last beside the computing; every photo is answered, in order, whatever happens."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.batch import pipeline
from pellucid.engine.batch.outcomes import AlreadyMade, stamp_of
from pellucid.engine.batch.pipeline import Loaded, run
from pellucid.engine.devices import cpu
from pellucid.engine.engine import Engine
from pellucid.engine.export import ExportRequest
from pellucid.foundation import size_estimate
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.operations.tone.parameters import Parameters


@pytest.fixture
def engine() -> Engine:
    return Engine(cpu())


@dataclass(frozen=True, eq=False)
class _Job:
    photo: Path
    target: Path
    stamp: str | None = None
    loaded: list[str] = field(default_factory=list)

    def load(self) -> Loaded:
        self.loaded.append(threading.current_thread().name)
        if self.photo.name == "made.png":
            raise AlreadyMade
        if self.photo.name == "bug.png":
            raise KeyError("bug")
        request = ExportRequest(Edit(stack=EditStack()), self.target, ExportOptions(depth=8))
        return Loaded(open_photo(self.photo), request, (f"notice of {self.photo.name}",), self.stamp)


@pytest.fixture
def jobs(tmp_path: Path) -> list[_Job]:
    names = ["a.png", "cut.png", "b.png", "made.png", "bug.png", "c.png"]
    for seed, name in enumerate(names):
        samples = np.random.default_rng(seed).integers(0, 255, (24, 32, 3), np.uint8)
        Image.fromarray(samples).save(tmp_path / name)
    (tmp_path / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return [_Job(tmp_path / name, tmp_path / f"out-{name}") for name in names]


def test_every_photo_is_answered_in_order(jobs: list[_Job], engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    found = [(job.photo.stem, outcome) for job, outcome in run(jobs, lambda: engine)]
    assert [(name, outcome.code, outcome.is_skipped) for name, outcome in found] == [
        ("a", 0, False),
        ("cut", 4, False),
        ("b", 0, False),
        ("made", 0, True),
        ("bug", 1, False),
        ("c", 0, False),
    ]
    outcomes = dict(found)
    assert outcomes["a"].warnings == ("notice of a.png",)
    assert "cut.png" in outcomes["cut"].message
    assert "KeyError" in outcomes["bug"].message
    assert all(jobs[place].target.exists() for place in (0, 2, 5))


def test_the_next_photo_is_decoded_and_the_last_one_coded_while_one_is_computed(
    jobs: list[_Job], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = [jobs[0], jobs[2], jobs[5]]
    last_is_coded, next_is_decoded = threading.Event(), threading.Event()
    rendered = pipeline.rendered_document

    class Watched(_Job):
        def load(self) -> Loaded:
            loaded = super().load()
            next_is_decoded.set()
            return loaded

    def render(*args: Any) -> Any:
        write = rendered(*args)
        if args[1].target == good[1].target:  # the one in the middle waits for both of its neighbours
            assert next_is_decoded.wait(20)
            assert last_is_coded.wait(20)
        if args[1].target == good[0].target:

            def told() -> tuple[str, ...]:
                sentences = write()
                last_is_coded.set()
                return sentences

            return told
        return write

    monkeypatch.setattr(pipeline, "rendered_document", render)
    three = [good[0], good[1], Watched(good[2].photo, good[2].target)]
    assert [outcome.code for _, outcome in run(three, lambda: engine)] == [0, 0, 0]
    assert "decode" in good[0].loaded[0]


def test_beside_a_large_photo_no_other_is_decoded(
    jobs: list[_Job], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "is_large", lambda source: source.facts.path.name == "a.png")
    rendered, seen = pipeline.rendered_document, []

    def render(*args: Any) -> Any:
        seen.append([job.photo.name for job in jobs if job.loaded])
        return rendered(*args)

    monkeypatch.setattr(pipeline, "rendered_document", render)
    assert [outcome.code for _, outcome in run([jobs[0], jobs[2]], lambda: engine)] == [0, 0]
    assert seen[0] == ["a.png"]


def test_the_last_answer_does_not_wait_for_the_next_job(jobs: list[_Job], engine: Engine) -> None:
    comes = threading.Event()

    def later() -> Iterator[_Job]:
        yield jobs[0]
        assert comes.wait(20)
        yield jobs[2]

    outcomes = run(later(), lambda: engine)
    assert next(outcomes)[0] is jobs[0]
    comes.set()
    assert next(outcomes)[0] is jobs[2]


def test_one_photo_is_cancelled_and_the_others_are_made(jobs: list[_Job], engine: Engine) -> None:
    def progress_of(job: _Job) -> Progress:
        return Progress(lambda: job is jobs[0])

    found = [outcome.code for _, outcome in run([jobs[0], jobs[2]], lambda: engine, progress_of)]
    assert found == [130, 0]
    assert not jobs[0].target.exists()


def test_what_another_worker_made_meanwhile_is_not_made_again(
    jobs: list[_Job], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = _Job(jobs[0].photo, jobs[0].target, stamp_of(jobs[0].target))
    rendered = pipeline.rendered_document

    def render(*args: Any) -> Any:
        write = rendered(*args)
        job.target.write_bytes(b"made elsewhere")
        return write

    monkeypatch.setattr(pipeline, "rendered_document", render)
    ((_, outcome),) = run([job], lambda: engine)
    assert outcome.is_skipped
    assert job.target.read_bytes() == b"made elsewhere"


def test_a_full_disk_is_told_before_the_computing(
    jobs: list[_Job], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(size_estimate, "free_bytes", lambda _folder: 10)
    monkeypatch.setattr(pipeline, "rendered_document", None)
    ((_, outcome),) = run([jobs[0]], lambda: engine)
    assert outcome.code == 6
    assert "free" in outcome.message


def test_an_edited_photo_is_the_one_of_a_single_export(jobs: list[_Job], engine: Engine, tmp_path: Path) -> None:
    from pellucid.engine.export import export_document

    edit = Edit(stack=EditStack().with_parameters("tone", Parameters(exposure=1.0)))
    source = open_photo(jobs[0].photo)
    export_document(source, ExportRequest(edit, tmp_path / "alone.png", ExportOptions()), engine, Progress())

    class Edited(_Job):
        def load(self) -> Loaded:
            return Loaded(source, ExportRequest(edit, self.target, ExportOptions()))

    ((_, outcome),) = run([Edited(jobs[0].photo, jobs[0].target)], lambda: engine)
    assert outcome.code == 0
    assert jobs[0].target.read_bytes() == (tmp_path / "alone.png").read_bytes()
