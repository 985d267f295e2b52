"""The editor as a child process, spoken to through its driver: JSON lines over a local socket.

Each child has settings, looks, cache and state of its own, so that a measurement neither reads nor leaves anything of
the person's. Without a display a virtual one is started, where Xvfb is installed; else Qt draws off screen.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
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
    """

    def __init__(self, process: subprocess.Popen[bytes], connection: socket.socket, started: float) -> None:
        self.process = process
        self.started = started
        self._lines = connection.makefile("rwb")

    def ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Send a command and wait for its answer.

        Raises:
            PellucidError: the editor refused it or is gone.
        """
        try:
            self._lines.write(json.dumps({"cmd": command} | arguments).encode() + b"\n")
            self._lines.flush()
            line = self._lines.readline()
        except OSError as error:
            raise PellucidError(f"the editor did not answer “{command}”: {error}") from error
        if not line:
            raise PellucidError(f"the editor closed before it answered “{command}”")
        answer: dict[str, Any] = json.loads(line)
        if not answer["ok"]:
            raise PellucidError(f"the editor refused “{command}”: {answer.get('error', '')}")
        return answer

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
    own = {f"PELLUCID_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "STATE", "DATA")}
    environment = place.environment | own | ({} if device == "auto" else {"PELLUCID_DEVICE": device})
    with ExitStack() as stack, (folder / "stderr").open("wb") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            [*program(), "--driver", str(address), str(photo)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        stack.callback(_end, process)
        connection = stack.enter_context(_connect(address, process, folder / "stderr"))
        child = EditorChild(process, connection, started)
        stack.callback(child.close)
        yield child
        with suppress(PellucidError):
            child.ask("quit")


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
    said = errors.read_text(errors="replace").strip().splitlines()
    raise PellucidError(f"the editor did not start: {said[-1] if said else 'it said nothing'}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for the child to leave, then insist."""
    try:
        process.wait(10)
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
