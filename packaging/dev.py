"""The two commands of the README: `python3 packaging/dev.py run` and `python3 packaging/dev.py test`.

Standard library only, because it runs before anything is installed. It makes `.venv` in the checkout, installs the
pinned packages and the editor itself into it, and looks for the system libraries that Qt needs: as root, or with
sudo that asks for no password, it installs them; otherwise it prints the one line to type. What was installed is
remembered by a digest of `pyproject.toml` and `constraints.txt`, so that a second start goes straight to work.

`run` opens the editor. Where there is no display, `headless_demo.py` does the same job on a virtual one, or off screen
where there is no Xvfb: it needs none.
`test` runs every check there is, one after the other, and ends at the first that fails. What needs the installed
editor stands in `headless_demo.py` and `on_display.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
FULLY_COVERED = ROOT / "packaging" / "fully_covered.txt"
STAMP = VENV / "pellucid-installed"
SAMPLE = ROOT / "resources" / "samples" / "otter.jpg"
DEMO_FOLDER = ROOT / "pellucid-demo"
OLDEST_PYTHON = (3, 11)

# Shared library of Qt -> Debian package that has it; these are needed even where Qt draws off screen.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# The same of its plugin for windows on X11.
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
SOFTWARE_GL = "libgl1-mesa-dri"
FONTS = "fonts-dejavu-core"
VIRTUAL_DISPLAY = "xvfb"

# What stands before the tests: a name, and the words for the Python of `.venv`.
CHECKS = (
    ("ruff", ["-m", "ruff", "check", "."]),
    ("formatting", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("rooms", ["-c", "from importlinter.cli import lint_imports_command as check; check()"]),
)
SHARED_OVER_CORES = ("-n", "auto", "--dist", "worksteal")
COVERAGE = ("--cov", "--cov-report=term:skip-covered")
NO_TEST_CHOSEN = 5  # pytest's own code


def main(arguments: Sequence[str]) -> int:
    """Read the command and carry it out; the return value is the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Install, run and check Pellucid in this checkout.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="open the editor, with the sample photo unless FILES are named")
    run.add_argument("files", nargs="*", type=Path, metavar="FILE")
    test = commands.add_parser("test", help="ruff, mypy, import-linter and pytest")
    test.add_argument("-k", metavar="EXPRESSION", help="run only the tests whose names match, and no other check")
    test.add_argument("--slow", action="store_true", help="also run the tests that are marked slow")
    test.add_argument("--coverage", action="store_true", help="also report the branches that no test takes")
    chosen = parser.parse_args(arguments)
    tests = chosen.command == "test"
    prepare(needs_windows=tests or has_display(), needs_virtual_display=tests)
    return (
        run_editor(chosen.files)
        if chosen.command == "run"
        else run_checks(chosen.k, coverage=chosen.coverage, slow=chosen.slow)
    )


def run_editor(files: Sequence[Path]) -> int:
    """Open the editor; where there is no display, make its pictures in `pellucid-demo` instead."""
    photos = [path.absolute() for path in files] or [SAMPLE]
    if has_display():
        return subprocess.call([python(), "-m", "pellucid", *map(str, photos)], cwd=ROOT, env=environment())
    say(f"There is no display, so the photo is restored without a window; the pictures go to {DEMO_FOLDER}.")
    demo = ROOT / "packaging" / "headless_demo.py"
    return subprocess.call([python(), str(demo), str(photos[0]), str(DEMO_FOLDER)], cwd=ROOT, env=environment())


def run_checks(expression: str | None, *, coverage: bool = False, slow: bool = False) -> int:
    """Run the checks in order; the first that fails ends it with its exit code."""
    marked = "not gui" if slow else "not gui and not slow"
    started = time.monotonic()
    chosen = ["-k", expression] if expression else []
    for name, words in () if expression else CHECKS:
        if code := step(name, words, environment()):
            return code
    tests = ["-m", "pytest", "-m", marked, *SHARED_OVER_CORES, *(COVERAGE if coverage else ()), *chosen]
    if code := step("tests", tests, environment(QT_QPA_PLATFORM="offscreen")):
        return code
    whole = ["-m", "coverage", "report", f"--include={','.join(fully_covered())}", "--fail-under=100"]
    if coverage and not expression and (code := step("files that are covered whole", whole, environment())):
        return code
    on_display = [str(ROOT / "packaging" / "on_display.py"), "-m", "pytest", "-m", "gui", *chosen]
    if (code := step("tests in a real window", on_display, environment())) not in {0, NO_TEST_CHOSEN}:
        return code
    say(f"Everything passed in {time.monotonic() - started:.0f} s.")
    return 0


def fully_covered() -> list[str]:
    """Name the files of which every branch is taken by a test, and has to stay so."""
    lines = FULLY_COVERED.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def step(name: str, words: Sequence[str], variables: dict[str, str]) -> int:
    """Run one check with the Python of `.venv` and say how it went."""
    say(f"— {name}")
    started = time.monotonic()
    code = subprocess.call([python(), *words], cwd=ROOT, env=variables)
    say(f"  {name}: {'passed' if code == 0 else f'ended with code {code}'}, {time.monotonic() - started:.0f} s")
    return code


def prepare(*, needs_windows: bool, needs_virtual_display: bool) -> None:
    """Install what is missing; nothing is done where nothing is.

    Args:
        needs_windows: windows are to be opened; else Qt draws off screen.
        needs_virtual_display: they must have a display even where the machine has none.
    """
    if sys.version_info < OLDEST_PYTHON:
        fail(f"Pellucid needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: python3.11 {sys.argv[0]}")
    if sys.platform == "linux":
        missing = missing_system_packages(needs_windows=needs_windows, needs_virtual_display=needs_virtual_display)
        install_system_packages(missing)
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == digest() and Path(python()).exists():
        return
    make_environment()
    say("Installing the pinned packages; torch is large, so the first time takes some minutes.")
    options = ["--quiet", "--disable-pip-version-check"]
    install = [python(), "-m", "pip", "install", *options, "-c", str(CONSTRAINTS), "-e", f"{ROOT}[dev]"]
    if subprocess.call(install, cwd=ROOT) != 0:
        fail("The packages could not be installed; pip says above why. Nothing else was changed.")
    STAMP.write_text(digest(), encoding="utf-8")


def make_environment() -> None:
    """Make `.venv`, or make it anew where its Python is gone."""
    if works(python()):
        return
    say(f"Making {VENV}.")
    if not has_module("ensurepip"):
        install_system_packages([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        fail(f"{VENV} could not be made; venv says above why.")


def missing_system_packages(*, needs_windows: bool, needs_virtual_display: bool) -> list[str]:
    """Name the Debian packages that Qt needs and this machine lacks; see `prepare`."""
    known = known_libraries()
    needed = LIBRARIES | (WINDOW_LIBRARIES if needs_windows else {})
    missing = [package for library, package in needed.items() if library not in known]
    if not any(Path("/usr/share/fonts").rglob("*.[to]tf")):
        missing.append(FONTS)
    if needs_virtual_display and not shutil.which("Xvfb"):
        missing += [VIRTUAL_DISPLAY, SOFTWARE_GL]
    return missing


def known_libraries() -> set[str]:
    """Names of the shared libraries that the loader knows."""
    ldconfig = shutil.which("ldconfig", path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin")
    if not ldconfig:
        return {*LIBRARIES, *WINDOW_LIBRARIES}
    listed = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in listed.splitlines() if "=>" in line}


def install_system_packages(packages: Sequence[str]) -> None:
    """Install Debian packages where that needs no password; else say what to type, and end."""
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        fail(f"These libraries are missing; install them with your system's package manager (Debian's names): {names}")
    become_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if become_root and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) != 0:
        fail(
            f"Some system libraries are missing. Please type this, then start again:\n"
            f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
        )
    say(f"Installing system packages: {names}")
    apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.call([*apt, "update"])
    if subprocess.call([*apt, "install", "-y", "--no-install-recommends", *packages], stdout=subprocess.DEVNULL) != 0:
        fail(f"apt-get could not install {names}; it says above why.")


def environment(**changes: str) -> dict[str, str]:
    """Give the present environment with changes, without what would lead into another Python installation."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    return kept | changes


def digest() -> str:
    """Name what has to be installed: the declarations, the pins and the Python."""
    parts = [(ROOT / "pyproject.toml").read_bytes(), CONSTRAINTS.read_bytes(), sys.version.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def python() -> str:
    """Give the Python of `.venv`."""
    return str(VENV / "bin" / "python")


def works(interpreter: str) -> bool:
    """Say whether an interpreter starts and has pip."""
    if not Path(interpreter).exists():
        return False
    return subprocess.call([interpreter, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0


def has_module(name: str) -> bool:
    """Say whether this Python has a module of its standard library that Debian packs apart."""
    return subprocess.call([sys.executable, "-c", f"import {name}"], stderr=subprocess.DEVNULL) == 0


def has_display() -> bool:
    """Say whether windows can be opened here."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(sentence: str) -> None:
    """Tell the person, in order with what the programs print that were started."""
    print(sentence, flush=True)


def fail(sentence: str) -> NoReturn:
    """End with a sentence for the person."""
    print(sentence, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
