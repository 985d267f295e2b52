"""Photos in several processes at once, each asked by a line of JSON and answering with one.

A process that ends in the middle of a photo, as one does that the system stops for its memory, is replaced; a photo
that takes a second one with it is given up, and the others go on.
"""

import json
import queue
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

from pellucid.engine.batch.outcomes import Outcome

_TRIES = 2
_MEMORY_SHORT, _BUG = 7, 1
_KILLED = -9
_END_TIMEOUT_S = 10.0

T = TypeVar("T")


def run_apart(
    jobs: Iterable[tuple[T, dict[str, Any]]], command: Sequence[str], count: int, environment: Mapping[str, str]
) -> Iterator[tuple[T, Outcome]]:
    """Have processes make photos.

    Args:
        jobs: each with the JSON that asks for it; taken only as there is somebody for it.
        command: starts a process that answers lines, as `pellucid serve` does.
        count: how many processes.
        environment: of each.

    Yields:
        Each job and what became of it, as they come.
    """
    crew = _Crew(iter(jobs), command, environment)
    threads = [threading.Thread(target=crew.work, name=f"crew {number}") for number in range(count)]
    for thread in threads:
        thread.start()
    try:
        working = count
        while working:
            done = crew.done.get()
            if isinstance(done, BaseException):
                raise done
            if done is None:
                working -= 1
            else:
                yield done
    finally:
        crew.stop()
        for thread in threads:
            thread.join()


class _Crew(Generic[T]):
    def __init__(
        self, jobs: Iterator[tuple[T, dict[str, Any]]], command: Sequence[str], environment: Mapping[str, str]
    ) -> None:
        self._jobs = jobs
        self._command = command
        self._environment = environment
        self._lock = threading.Lock()
        self._is_stopping = False
        self._children: set[subprocess.Popen[bytes]] = set()
        self.done: queue.SimpleQueue[tuple[T, Outcome] | BaseException | None] = queue.SimpleQueue()

    def work(self) -> None:
        """Make photos with a process of one's own until there are no more."""
        child = None
        try:
            while (job := self._next()) is not None:
                key, request = job
                for left in reversed(range(_TRIES)):
                    child = child if child is not None else self._start()
                    outcome = _asked(child, request)
                    if outcome is not None:
                        break
                    code, child = self._ended(child), None
                    if not left or self._is_stopping:
                        outcome = _given_up(str(request["in"]), code)
                        break
                assert outcome is not None
                self.done.put((key, outcome))
        except BaseException as error:  # noqa: BLE001 -- raised again where the answers are taken
            self.done.put(error)
        finally:
            if child is not None:
                self._ended(child)
            self.done.put(None)

    def stop(self) -> None:
        """Take no more photos, and end the processes, whose results are written whole or not at all."""
        with self._lock:
            self._is_stopping = True
            for child in self._children:
                child.terminate()

    def _next(self) -> tuple[T, dict[str, Any]] | None:
        with self._lock:
            return None if self._is_stopping else next(self._jobs, None)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=dict(self._environment),
            )
            self._children.add(child)
            return child

    def _ended(self, child: subprocess.Popen[bytes]) -> int:
        """Let a process go, and say how it ended."""
        for stream in (child.stdin, child.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr]  # both are pipes
        try:
            code = child.wait(_END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            code = child.wait()
        with self._lock:
            self._children.discard(child)
        return code


def _asked(child: subprocess.Popen[bytes], request: dict[str, Any]) -> Outcome | None:
    """What a process answers; None where it ended."""
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.flush()
        line = child.stdout.readline()
        return Outcome.of_json(json.loads(line)) if line.endswith(b"\n") else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _given_up(photo: str, code: int) -> Outcome:
    if code == _KILLED:
        return Outcome(
            _MEMORY_SHORT,
            f"{photo}: the system stopped the process that worked on it, probably because memory ran out. Make it by "
            "itself, with --jobs 1.",
        )
    return Outcome(
        _BUG, f"{photo}: the process that worked on it ended without an answer ({code}). The log may say why."
    )
