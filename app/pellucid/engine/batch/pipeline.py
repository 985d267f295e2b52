"""Photos one after the other in this process: the next is decoded and the last one coded while one is computed.

Three photos are in memory at most; beside one that is large only what is being coded. A photo that fails at any place
is answered like the others.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pellucid.engine.batch.outcomes import AlreadyMade, Outcome, require_unmade
from pellucid.engine.engine import Engine
from pellucid.engine.export import ExportRequest, Write, rendered_document
from pellucid.engine.full_render import is_large
from pellucid.engine.shape import Shape
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.progress import Progress
from pellucid.foundation.size_estimate import LEAST_SHARE, estimated_bytes, room_sentence
from pellucid.io.documents import Document
from pellucid.io.stereo import Pair


@dataclass(frozen=True, eq=False)
class Loaded:
    """A photo that is decoded, and what is to be made of it.

    Attributes:
        document: the photo or the pair.
        request: edit, target, options.
        notices: sentences about what could not be honoured so far.
        target_stamp: what `stamp_of` told of the target when the batch was planned; None for no plan.
        repairs: what is found wrong with the photo is to be repaired as well.
    """

    document: Document
    request: ExportRequest
    notices: tuple[str, ...] = ()
    target_stamp: str | None = None
    repairs: bool = False

    def repaired(self, engine: Engine, progress: Progress) -> "Loaded":
        """The same with steps against what is found wrong, where that is wanted, and told."""
        if not self.repairs:
            return self
        from pellucid.engine.findings_of import repaired_edit  # noqa: PLC0415 -- few photos want it

        edit, sentences = repaired_edit(self.document, self.request.edit, engine, progress)
        request = replace(self.request, edit=edit)
        return replace(self, request=request, notices=(*self.notices, *sentences), repairs=False)

    @property
    def is_large(self) -> bool:
        """True where no other photo should be in memory beside this one."""
        eyes = self.document.eyes if isinstance(self.document, Pair) else (self.document,)
        return any(is_large(eye) for eye in eyes)


class PhotoJob(Protocol):
    """A photo that waits for its turn."""

    @property
    def photo(self) -> Path:
        """Its file."""
        ...

    def load(self) -> Loaded:
        """Decode it; runs on a thread of its own.

        Raises:
            AlreadyMade: there is nothing to do.
            PellucidError: it cannot be read.
        """
        ...


Job = TypeVar("Job", bound=PhotoJob)


@dataclass(eq=False)
class _Unit(Generic[Job]):
    """A photo on its way; what it has cost so far, and how it ended, if it has."""

    job: Job
    seconds: float = 0.0
    loaded: Loaded | None = None
    write: Write | None = None
    outcome: Outcome | None = None
    _begun: float = field(default=0.0, repr=False)

    def __enter__(self) -> "_Unit[Job]":
        self._begun = time.perf_counter()
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        self.seconds += time.perf_counter() - self._begun
        if isinstance(error, AlreadyMade):
            self.outcome = Outcome(is_skipped=True, seconds=self.seconds)
        elif isinstance(error, Exception):
            self.outcome = Outcome.of_failure(self.job.photo, error, self.seconds)
        elif error is None and self.outcome is not None:
            self.outcome = replace(self.outcome, seconds=self.seconds)
        return error is None or isinstance(error, Exception)


def run(
    jobs: Iterable[Job],
    engine: Callable[[], Engine],
    progress_of: Callable[[Job], Progress] = lambda _job: Progress(),
) -> Iterator[tuple[Job, Outcome]]:
    """Make photos, in their order.

    Args:
        jobs: taken on the decoding thread, one ahead; may block there until there is another.
        engine: asked for when the first photo is decoded.
        progress_of: told after every tile of a photo; may cancel that photo.

    Yields:
        Each job and what became of it, in their order.
    """
    waiting = iter(jobs)
    with ThreadPoolExecutor(1, "decode") as decoding, ThreadPoolExecutor(1, "encode") as encoding:
        ahead: Future[_Unit[Job] | None] | None = decoding.submit(_next_loaded, waiting)
        writing: Future[_Unit[Job]] | None = None
        while ahead is not None or writing is not None:
            under_way: list[Future[Any]] = [future for future in (ahead, writing) if future is not None]
            wait(under_way, return_when=FIRST_COMPLETED)
            if writing is not None and (writing.done() or _is_large(ahead)):
                yield _ended(writing.result())
                writing = None
                continue
            assert ahead is not None
            unit = ahead.result()
            is_large = _is_large(ahead)
            ahead = None if is_large or unit is None else decoding.submit(_next_loaded, waiting)
            if unit is None:
                continue
            _render(unit, engine, progress_of)
            if is_large:
                ahead = decoding.submit(_next_loaded, waiting)
            if writing is not None:
                yield _ended(writing.result())
                writing = None
            if unit.outcome is not None:
                yield _ended(unit)
            else:
                writing = encoding.submit(_written, unit)


def _is_large(ahead: Future[_Unit[Job] | None] | None) -> bool:
    unit = ahead.result() if ahead is not None and ahead.done() else None
    return unit is not None and unit.loaded is not None and unit.loaded.is_large


def _next_loaded(waiting: Iterator[Job]) -> _Unit[Job] | None:
    job = next(waiting, None)
    if job is None:
        return None
    with _Unit(job) as unit:
        unit.loaded = job.load()
    return unit


def _render(unit: _Unit[Job], engine: Callable[[], Engine], progress_of: Callable[[Job], Progress]) -> None:
    if unit.loaded is None:
        return
    with unit:
        loaded, unit.loaded = unit.loaded, None
        progress = progress_of(unit.job)
        progress.check()
        _require_room(loaded)
        opened = engine()
        loaded = loaded.repaired(opened, progress)
        write = rendered_document(loaded.document, loaded.request, opened, progress)
        device = (opened.device.note,) if opened.device.note else ()
        target, stamp = loaded.request.target, loaded.target_stamp
        notices = (*loaded.document.facts.warnings, *loaded.notices)

        def finish() -> tuple[str, ...]:
            require_unmade(target, stamp)
            return (*notices, *write(), *device)

        unit.write = finish


def _written(unit: _Unit[Job]) -> _Unit[Job]:
    with unit:
        write, unit.write = unit.write, None
        assert write is not None
        unit.outcome = Outcome(warnings=write())
    return unit


def _ended(unit: _Unit[Job]) -> tuple[Job, Outcome]:
    assert unit.outcome is not None
    return unit.job, unit.outcome


def _require_room(loaded: Loaded) -> None:
    """Say before the computing that a disk is full, not after it."""
    facts, request = loaded.document.facts, loaded.request
    size = Shape.of(facts.size, request.edit.framing, request.options).size
    needed = estimated_bytes(facts, size, request.options) // LEAST_SHARE
    sentence = room_sentence(needed, request.target.parent)
    if sentence:
        raise UnwritableError(f"{request.target}: {sentence}")
