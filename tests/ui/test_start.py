"""What the window needs before it stands on the screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MOST_MODULES = 206
"""Of our own at the first paint. Each costs a start about a third of a millisecond, a frozen dataclass as much again: a
part that a window without a photo can do without is loaded when it is first asked for."""

START = """
import builtins, gc, os, sys
from pellucid import __main__ as entry

def tell(_application, _start):
    is_plain = builtins.__import__ is builtins.__orig_import__
    garbage = "garbage waits" if not gc.isenabled() else "garbage is looked for"
    print("plain imports" if is_plain else "watched imports", garbage, *sys.modules, sep="\\n", flush=True)
    os._exit(0)

def open_editor(start):
    from pellucid.application import Application
    Application.start = tell  # called after the first paint
    return opens(start)

opens, entry._open_editor = entry._open_editor, open_editor
sys.argv = ["pellucid"]
entry.main()
"""
"""The program as it starts, up to the first paint; prints the names of the modules that are loaded by then."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = str(tmp_path_factory.mktemp("start"))
    own = {f"PELLUCID_{kind}_DIR": folder for kind in ("CONFIG", "CACHE", "STATE", "DATA")}
    environment = os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "app")}
    done = subprocess.run(
        [sys.executable, "-c", START], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.splitlines())


def test_the_window_was_there(loaded: set[str]) -> None:
    assert {"pellucid.ui.main_window", "pellucid.application", "PySide6.QtWidgets"} <= loaded


@pytest.mark.parametrize(
    "module",
    [
        # libraries
        "numpy",
        "torch",
        "PIL",
        "qtawesome",
        "PySide6.QtNetwork",
        "json",
        "logging.handlers",
        "multiprocessing",
        "pickle",
        "socket",
        # what only an edited photo needs
        "pellucid.document.edit_store",
        "pellucid.document.sidecar",
        "pellucid.foundation.framing_map",
        "pellucid.foundation.masks",
        "pellucid.operations.compound_kinds",
        # what only an export, a dialog, a look or a tool needs
        "pellucid.foundation.atomic",
        "pellucid.foundation.export_options",
        "pellucid.foundation.formats",
        "pellucid.foundation.looks",
        "pellucid.foundation.teaching_request",
        "pellucid.ui.crop.control",
        "pellucid.ui.masks.control",
        "pellucid.document.masking",
        "pellucid.ui.first_window",
        # what only a photo that was measured, looked at or compared needs
        "pellucid.document.display_request",
        "pellucid.document.history_change",
        "pellucid.document.readout",
        "pellucid.document.thumbnail_request",
        "pellucid.foundation.difference",
        "pellucid.foundation.display_lut",
        "pellucid.foundation.findings",
        "pellucid.ui.canvas.navigator",
        "pellucid.ui.difference.bar",
        "pellucid.ui.filmstrip.strip",
        "pellucid.ui.findings.row",
        "pellucid.ui.presets.popup",
        "pellucid.ui.versions.page",
        # what only recent photos on the start page need
        "pellucid.foundation.thumbnail_cache",
        "pellucid.ui.start.thumbnails",
    ],
)
def test_what_is_slow_to_load_waits_for_the_window(loaded: set[str], module: str) -> None:
    assert module not in loaded


def test_no_part_of_the_program_comes_to_the_start_unseen(loaded: set[str]) -> None:
    own = sorted(module for module in loaded if module.split(".")[0] == "pellucid")
    assert len(own) <= MOST_MODULES, f"{len(own)} modules of our own are loaded before the first paint: {own}"


def test_the_sources_of_modules_are_not_looked_through(loaded: set[str]) -> None:
    assert "plain imports" in loaded


def test_garbage_is_looked_for_only_after_the_first_paint(loaded: set[str]) -> None:
    assert "garbage waits" in loaded


def test_nothing_of_the_engine_and_no_dialog_is_loaded(loaded: set[str]) -> None:
    later = ("pellucid.engine", "pellucid.imaging", "pellucid.io", "pellucid.networks", "pellucid.ui.dialogs.")
    assert [module for module in loaded if module.startswith(later)] == []
