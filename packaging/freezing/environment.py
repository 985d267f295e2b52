"""The clean environment that is frozen: the pinned packages, torch for the CPU, and the wheel of this checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# Builds of torch for the CPU alone lie on an index of their own, which pip asks where this variable names it.
INDEX_VARIABLE = "PIP_EXTRA_INDEX_URL"


@dataclass(frozen=True)
class Environment:
    """A virtual environment in a folder."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def run(self, *words: str | Path, check: bool = True) -> int:
        """Run its Python, away from what leads into other installations."""
        kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
        here = {"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PYTHONHASHSEED": "0"}
        command = [str(self.python), *map(str, words)]
        return subprocess.run(command, env=kept | here, check=check).returncode

    def install(self, *words: str | Path, check: bool = True) -> int:
        """Install packages with its pip."""
        return self.run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *words, check=check)


def make_environment(root: Path, folder: Path) -> Environment:
    """Make the environment anew, with the wheel of the checkout in it.

    Args:
        root: of the checkout.
        folder: of the environment; the wheel lies beside it.
    """
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    environment = Environment(folder)
    pins = root / "packaging" / "constraints.txt"
    environment.install("-r", root / "packaging" / "freezing" / "tools.txt")
    install_torch(environment, pins)
    wheel = make_wheel(environment, root, folder.with_name("wheel"))
    environment.install("-c", pins, wheel)
    return environment


def install_torch(environment: Environment, pins: Path) -> None:
    """Install torch for the CPU. On Linux it is asked for by the name of that build, so that no other can come.

    Raises:
        SystemExit: none of pip's sources has that build; the sentence says how to name one that does.
    """
    wanted = torch_pin(pins.read_text(encoding="utf-8"), sys.platform)
    if environment.install("-c", pins, wanted, check=False) != 0:
        raise SystemExit(
            f"pip finds no {wanted}. Put the address of the index of CPU builds, which pytorch.org names, into "
            f"{INDEX_VARIABLE} and build again."
        )


def torch_pin(pins: str, system: str) -> str:
    """Name the build of torch: on Linux the usual one would bring gigabytes for NVIDIA cards.

    Args:
        pins: text of `constraints.txt`.
        system: as `sys.platform`.

    Raises:
        ValueError: torch is not pinned.
    """
    found = re.search(r"^torch==(\S+)$", pins, re.MULTILINE)
    if not found:
        raise ValueError("packaging/constraints.txt pins no torch")
    return f"torch=={found.group(1)}+cpu" if system == "linux" else f"torch=={found.group(1)}"


def make_wheel(environment: Environment, root: Path, folder: Path) -> Path:
    """Build the wheel of the checkout; the one wheel in the folder afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
    environment.run("-m", "pip", "wheel", *options, "--wheel-dir", folder, root)
    (wheel,) = folder.glob("pellucid-*.whl")
    return wheel
