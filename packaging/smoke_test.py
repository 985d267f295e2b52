"""Runs the program as it was built, away from everything that built it: `smoke_test.py PROGRAM`.

    build/environment/bin/python packaging/smoke_test.py build/freeze/dist/pellucid/pellucid

The program gets no Python on its PATH, empty folders of its own, and on Linux no network. It must tell its version,
have every network that belongs into it, whole, edit a photo (or a pair, where a method takes one) with every method of
every operation as the unfrozen program of this Python does (each sample within one step of 16 bits), and open its
window: render, take a picture of itself, and close with 0.

`--root FOLDER` runs it inside another system (made with debootstrap, with the package installed), by chroot; PROGRAM is
then its path in there. Run this with the Python of the build, which has the unfrozen program and numpy.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import tifffile
from PIL import Image

from freezing.contents import is_wanted
from freezing.version import project_version
from pellucid.bench.editor_child import display
from pellucid.foundation.paths import resources_dir
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import Choice, Number, declarations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from io import BufferedRWPair, FileIO

    Lines: TypeAlias = BufferedRWPair | FileIO

ROOT = Path(__file__).resolve().parent.parent
PHOTO_BOX = (600, 300, 856, 492)
"""A piece of the sample photo, so that every operation takes seconds."""
DISPARITY_PX = 6
"""How far the right eye's piece lies from the left one's, for methods that take a stereo pair."""
COMPUTING = {"PELLUCID_DEVICE": "cpu", "PELLUCID_PRECISION": "full"}
"""The same pixels on every machine."""
LARGEST_DIFFERENCE = 1
TIME_LIMIT_S, WINDOW_LIMIT_S = 900, 300
INTO_ROOT = """PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc "$0/proc" && exec env PATH=/nothing "$(command -v chroot)" "$0" "$@"
"""
"""torch reads the facts of the processor in /proc, which the other system gets for as long as the command runs."""


@dataclass(frozen=True)
class Host:
    """Where the program runs: its path as it sees itself, an outer root or None, and a folder with both its names."""

    program: str
    root: Path | None
    folder: Path

    def inner(self, name: str) -> str:
        """A file of the folder, as the program names it."""
        path = self.folder / name
        return "/" + path.relative_to(self.root).as_posix() if self.root else str(path)

    def words(self, *words: str) -> list[str]:
        """The command, cut off from the network where that is possible."""
        if self.root is None:
            return [*_without_network(), self.program, *words]
        apart = [found("unshare"), "--net", "--mount", "/bin/sh", "-c", INTO_ROOT, str(self.root)]
        return [*apart, self.program, *words]

    def environment(self, **more: str) -> dict[str, str]:
        """An environment with nothing of this machine's in it."""
        own = {f"PELLUCID_{kind}_DIR": self.inner(kind.lower()) for kind in ("CONFIG", "CACHE", "STATE")}
        bare = {"PATH": self.inner("empty"), "HOME": self.inner("home"), "LANG": "C.UTF-8"} | COMPUTING
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        return kept | bare | own | more


@dataclass(frozen=True)
class Trial:
    """An edit to compare: an operation as the command line writes it, and whether it takes a stereo pair."""

    words: str
    takes_pair: bool = False

    def command(self, path: Callable[[str], str], target: str) -> list[str]:
        """The words after the program; `path` says how it names a file of the folder."""
        pair = ["--pair", path("right.png")] if self.takes_pair else []
        return ["apply", path("photo.png"), path(target), *pair, "--op", self.words, "--depth", "16", "--force"]


def main(arguments: Sequence[str]) -> int:
    """Run all checks; the first that fails ends it with a sentence."""
    parser = argparse.ArgumentParser(prog="smoke_test.py", description="Check the program as it was built.")
    parser.add_argument("program", help="the frozen program; with --root its path in there")
    parser.add_argument("--root", type=Path, help="run it inside this system, by chroot")
    parser.add_argument("--window", help="the program that opens the window, where that is another (Windows)")
    parser.add_argument("--screenshot", type=Path, help="keep the picture of the window here")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pellucid-smoke-", dir=chosen.root / "tmp" if chosen.root else None) as own:
        program = chosen.program if chosen.root else str(Path(chosen.program).resolve())
        host = Host(program, chosen.root, Path(own).resolve())
        for name in ("empty", "home"):
            (host.folder / name).mkdir()
        write_photos(host.folder)
        check_answers(host)
        for spec in CATALOGUE:
            for trial in trials(spec.id, spec.parameters):
                check_operation(host, trial)
        check_window(Host(chosen.window or program, chosen.root, host.folder), chosen.screenshot)
    say("everything passed")
    return 0


def write_photos(folder: Path) -> None:
    """Write the piece of the photo, and beside it the one that a right eye would see, were all of it equally far."""
    left, top, right, bottom = PHOTO_BOX
    with Image.open(resources_dir() / "samples" / "otter.jpg") as photo:
        photo.crop(PHOTO_BOX).save(folder / "photo.png")
        photo.crop((left + DISPARITY_PX, top, right + DISPARITY_PX, bottom)).save(folder / "right.png")


def check_answers(host: Host) -> None:
    """The version of the checkout, and all networks that belong into the program, whole."""
    said = run(host, "--version").strip()
    expect(said == f"Pellucid {project_version(ROOT)}", f"--version says “{said}”")
    answer = json.loads(run(host, "models", "verify", "--json"))
    expect(answer["code"] == 0, f"models verify says {answer}")
    lacking = missing_networks(ROOT / "models", answer)
    expect(not lacking, f"networks of the checkout are not in the program: {', '.join(lacking)}")
    say(f"{said}; its {len(answer['models'])} networks are whole")


def missing_networks(shipped: Path, answer: dict[str, Any]) -> list[str]:
    """Networks of the checkout that belong into the program and of which `models verify` did not speak."""
    known = {model["id"] for model in answer["models"]}
    cards = (card.relative_to(shipped) for card in shipped.glob("*/model.toml"))
    wanted = {card.parts[0] for card in cards if is_wanted(f"pellucid/_bundled/models/{card.as_posix()}")}
    return sorted(wanted - known)


def trials(operation: str, parameters: type[Any]) -> list[Trial]:
    """Write an operation for the command line, once with every method, its first number moved away from neutral."""
    declared = declarations(parameters)
    numbers = [(name, field) for name, field in declared.items() if isinstance(field, Number)]
    moved = [f"{name}={field.low + 0.7 * (field.high - field.low):.3f}" for name, field in numbers[:1]]
    methods = next((field for name, field in declared.items() if name == "method" and isinstance(field, Choice)), None)
    ways = [(f"method={option.value}", option.needs_pair) for option in methods.options] if methods else [("", False)]
    return [Trial(f"{operation}:{','.join(filter(None, [way, *moved]))}", takes_pair) for way, takes_pair in ways]


def check_operation(host: Host, trial: Trial) -> None:
    """The frozen and the unfrozen program make the same picture."""
    words, frozen, plain = trial.words, host.folder / "frozen.tif", host.folder / "plain.tif"
    reference = [sys.executable, "-m", "pellucid", *trial.command(lambda name: str(host.folder / name), plain.name)]
    variables = os.environ | COMPUTING
    done = subprocess.run(reference, env=variables, capture_output=True, timeout=TIME_LIMIT_S, check=False)
    expect(done.returncode == 0, f"{words}: the unfrozen program ended with {done.returncode}: {done.stderr.decode()}")
    run(host, *trial.command(host.inner, frozen.name))
    made, wanted = (tifffile.imread(path).astype(np.int64) for path in (frozen, plain))
    expect(made.shape == wanted.shape, f"{words}: {made.shape} instead of {wanted.shape}")
    with Image.open(host.folder / "photo.png") as photo:
        before = np.asarray(photo).astype(np.int64) * 257
    difference = int(np.abs(made - wanted).max())
    expect(difference <= LARGEST_DIFFERENCE, f"{words}: differs by {difference} of 65535")
    changed = int(np.abs(made - before).max())
    expect(changed > 0, f"{words}: changed nothing")
    say(f"{words}: at most {difference} of 65535 apart; changed the photo by up to {changed}")


def check_window(host: Host, keep: Path | None) -> None:
    """The window opens, renders, takes a picture of itself and closes with 0."""
    with display() as screen, reachable(host, screen.environment) as variables:
        address = host.inner("driver") if sys.platform != "win32" else f"pellucid-smoke-{os.getpid()}"
        started = time.perf_counter()
        words = host.words("--driver", address, host.inner("photo.png"))
        process = subprocess.Popen(words, env=host.environment(**variables))
        try:
            with closing(connect(host, address, process)) as lines:
                while ask(lines, "state")["torch_at_first_paint"] is None:
                    time.sleep(0.01)
                seconds = time.perf_counter() - started
                state = denoise_in_window(lines, host)
                ask(lines, "quit")
            code = process.wait(60)
        finally:
            process.kill()
    expect(code == 0, f"the window closed with {code}")
    with Image.open(host.folder / "window.png") as picture:
        colors = len(picture.convert("RGB").getcolors(1 << 24) or [])
        size = picture.size
    expect(colors > 500, f"the picture of the window has {colors} colours")
    if keep:
        shutil.copy(host.folder / "window.png", keep)
    say(f"window on {screen.name}, painted after {seconds:.2f} s with {state['surface']}; {size}, {colors} colours")


def denoise_in_window(lines: Lines, host: Host) -> dict[str, Any]:
    """Switch an edit on once the photo is there, wait for its exact pixels, take a picture; returns the state."""
    expect(ask(lines, "wait_idle", timeout_s=WINDOW_LIMIT_S)["idle"], "the window did not come to rest")
    ask(lines, "enable", op="denoise", value=True)
    expect(ask(lines, "wait_idle", timeout_s=WINDOW_LIMIT_S)["idle"], "the edit did not come to rest")
    state = ask(lines, "state")
    expect(state["shows_edit"], f"the edit is not on the canvas: {state}")
    expect(not state["message"], f"the window complains: {state['message']}")
    ask(lines, "screenshot", path=host.inner("window.png"))
    return state


@contextmanager
def reachable(host: Host, environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """What the program needs to find the display, also from inside another root."""
    wanted = ("DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY")
    known: dict[str, str] = {name: environment[name] for name in wanted if name in environment}
    if host.root is None or "DISPLAY" not in known:
        yield known
        return
    number = known["DISPLAY"].rpartition(":")[2].partition(".")[0]
    inside = host.root / "tmp" / ".X11-unix" / f"X{number}"
    inside.parent.mkdir(exist_ok=True)
    inside.unlink(missing_ok=True)
    os.link(f"/tmp/.X11-unix/X{number}", inside)
    try:
        yield known
    finally:
        inside.unlink()


def connect(host: Host, address: str, process: subprocess.Popen[bytes]) -> Lines:
    """Speak with the driver of the window, as soon as it listens."""
    deadline = time.monotonic() + WINDOW_LIMIT_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if sys.platform == "win32":
                return open(rf"\\.\pipe\{address}", "r+b", buffering=0)  # noqa: PTH123 -- a pipe, no file
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(str(host.folder / "driver"))
                return connection.makefile("rwb")
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"smoke test: the window did not open; the program ended with {process.poll()}")


def ask(lines: Lines, command: str, **arguments: Any) -> dict[str, Any]:
    """Send a command to the window and give its answer."""
    lines.write(json.dumps({"cmd": command} | arguments).encode() + b"\n")
    lines.flush()
    answer: dict[str, Any] = json.loads(lines.readline())
    expect(answer["ok"], f"the window refused “{command}”: {answer.get('error')}")
    return answer


def run(host: Host, *words: str) -> str:
    """Run the program and give what it said; it must end with 0."""
    done = subprocess.run(
        host.words(*words), env=host.environment(), capture_output=True, text=True, timeout=TIME_LIMIT_S, check=False
    )
    expect(done.returncode == 0, f"“{' '.join(words)}” ended with {done.returncode}: {done.stderr.strip()}")
    expect(not done.stderr.strip(), f"“{' '.join(words)}” complained: {done.stderr.strip()}")
    return done.stdout


def expect(is_so: bool, sentence: str) -> None:
    """End with a sentence where something is not as it must be."""
    if not is_so:
        raise SystemExit(f"smoke test: {sentence}")


def say(sentence: str) -> None:
    """Tell how far it is."""
    print(sentence, flush=True)


def found(tool: str) -> str:
    """Where a tool of this machine lies; the program's own PATH is empty."""
    return shutil.which(tool, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or tool


def _without_network() -> list[str]:
    """The words that take the network away, where this system knows how and lets us."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return []
    words = [found("unshare"), "--net"] if os.geteuid() == 0 else [found("unshare"), "--map-root-user", "--net"]
    return words if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0 else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
