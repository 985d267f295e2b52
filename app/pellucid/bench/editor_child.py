"""The editor as a child process, spoken to through its driver: JSON lines over a local socket.

Each child has settings, looks, cache and state of its own, so that a measurement neither reads nor leaves anything of
the person's. Without a display a virtual one is started, where Xvfb is installed; else Qt draws off screen.
"""

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pellucid.foundation.errors import PellucidError, UsageError
from pellucid.foundation.looks import Look, add_look
from pellucid.foundation.program import program

START_TIMEOUT_S = 60.0
ANSWER_TIMEOUT_S = 300.0
POLL_S = 0.005
SCREEN = "1600x1000x24"
END_S = 10.0
LAST_LINES = 6
"""Of what an editor wrote before it ended, in the sentence that tells so; the log has all."""

_log = logging.getLogger("pellucid.bench")


@dataclass(frozen=True)
class Display:
    """Where children draw: how to name it in the figures, and their environment."""

    name: str
    environment: dict[str, str]


class EditorChild:
    """A running editor.

    Args:
        process: the child.
        connection: to its driver.
        started: when the child was started, on the clock of `time.perf_counter`.
        written: files with what it writes to its stderr and log.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        connection: socket.socket,
        started: float,
        written: Sequence[Path] = (),
    ) -> None:
        self.process = process
        self.started = started
        self._written = written
        self._lines = connection.makefile("rwb")

    def ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Send a command and wait for its answer.

        Raises:
            PellucidError: the editor refused it or is gone.
        """
        try:
            line = self._answer(command, **arguments)
        except OSError as error:
            raise PellucidError(f"the editor did not answer “{command}”: {error}; {self._last_words()}") from error
        if not line:
            raise PellucidError(f"the editor closed before it answered “{command}”: {self._last_words()}")
        answer: dict[str, Any] = json.loads(line)
        if not answer["ok"]:
            raise PellucidError(f"the editor refused “{command}”: {answer.get('error', '')}")
        return answer

    def quit(self) -> None:
        """Close the window. The end may be quicker than the answer, or have come before, and nothing is told of it."""
        with suppress(OSError):
            self._answer("quit")

    def _answer(self, command: str, **arguments: Any) -> bytes:
        self._lines.write(json.dumps({"cmd": command} | arguments).encode() + b"\n")
        self._lines.flush()
        return self._lines.readline()

    def _last_words(self) -> str:
        """How it ended, where it did, and what it wrote last."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(END_S)
        for path in self._written:
            _log.error("%s of an editor that ended:\n%s", path.name, _text(path))
        said = [f"{path.name}: {words}" for path in self._written if (words := _tail(path))]
        return "; ".join([_ending(self.process.returncode), *said])

    def close(self) -> None:
        """Let go of the connection; the process is ended by `editor`."""
        with suppress(OSError):
            self._lines.close()


def install_look(folder: Path, data: bytes) -> Look:
    """Give a look to the child that is going to have this folder."""
    return add_look(data, folder / "data" / "looks")


@contextmanager
def display() -> Iterator[Display]:
    """The present display, or a virtual one, or none."""
    environment = dict(os.environ)
    has_display = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform != "linux" or has_display:
        yield Display(environment.get("QT_QPA_PLATFORM") or "present", environment)
        return
    if not shutil.which("Xvfb"):
        yield Display("offscreen", environment | {"QT_QPA_PLATFORM": "offscreen"})
        return
    with _virtual_display() as number:
        yield Display("Xvfb", environment | {"DISPLAY": f":{number}"})


@contextmanager
def editor(place: Display, folder: Path, photo: Path, device: str) -> Iterator[EditorChild]:
    """Start the editor with a photo and end it afterwards.

    Args:
        place: where it draws.
        folder: empty, for its socket and settings.
        photo: to open.
        device: `auto` or as for `choose_device`.

    Raises:
        UsageError: this system has no local sockets.
        PellucidError: the editor does not start.
    """
    if not hasattr(socket, "AF_UNIX"):
        raise UsageError("this measurement needs local sockets, which this system does not have")
    address = folder / "driver"
    said, log = folder / "stderr", folder / "log"
    own = {f"PELLUCID_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "STATE", "DATA")}
    # Python tells where each thread was when something below it crashed.
    own |= {"PELLUCID_LOG": str(log), "PYTHONFAULTHANDLER": "1"}
    environment = place.environment | own | ({} if device == "auto" else {"PELLUCID_DEVICE": device})
    with ExitStack() as stack, said.open("wb") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            [*program(), "--driver", str(address), str(photo)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        stack.callback(_end, process)
        connection = stack.enter_context(_connect(address, process, said))
        child = EditorChild(process, connection, started, (said, log))
        stack.callback(child.close)
        yield child
        child.quit()


def _connect(address: Path, process: subprocess.Popen[bytes], errors: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(ANSWER_TIMEOUT_S)
    deadline = time.perf_counter() + START_TIMEOUT_S
    while process.poll() is None and time.perf_counter() < deadline:
        try:
            connection.connect(str(address))
        except OSError:
            time.sleep(POLL_S)
        else:
            return connection
    connection.close()
    raise PellucidError(f"the editor did not start: {_tail(errors) or 'it said nothing'}")


def _tail(path: Path) -> str:
    """What a file ends with, as one line."""
    return " | ".join(line.strip() for line in _text(path).strip().splitlines()[-LAST_LINES:])


def _text(path: Path) -> str:
    return path.read_text(errors="replace") if path.exists() else ""


def _ending(code: int | None) -> str:
    if code is None:
        return "it is still running"
    if code < 0:
        return f"it was ended by {signal.Signals(-code).name}"
    return f"it ended with code {code}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for the child to leave, then insist."""
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _virtual_display() -> Iterator[int]:
    """Start Xvfb on a free number."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        if not number:
            raise PellucidError("the virtual display Xvfb did not start")
        yield int(number)
    finally:
        server.terminate()
        server.wait()
