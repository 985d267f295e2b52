"""What holds for every test: a screen that nobody sees, folders of its own, and no silent complaints.

A record at WARNING or above that no test asked for fails the test (a test that asks for `caplog` looks at the records
itself), and so does a window test that leaves a thread running. Nothing here imports Qt, torch or hypothesis by
itself, because tests marked `gpu` run where only some of them are installed.
"""

import gc
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")  # small sums on two threads wait for each other on a busy machine

try:
    from hypothesis import settings
except ImportError:
    pass
else:
    # The same examples every time: a run can be repeated, and no example fails for being slow.
    settings.register_profile("repeatable", derandomize=True, deadline=None)
    settings.load_profile("repeatable")


PATIENCE_MS = 60_000
"""How long a test of the window waits for what never comes. What does come ends the wait at once, and may be late: the
machine may be busy with other tests."""


def pytest_configure(config: pytest.Config) -> None:
    """Let every wait of pytest-qt that names no time of its own be as patient as that."""
    if config.pluginmanager.hasplugin("pytest-qt"):
        from pytestqt.qtbot import QtBot

        for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitCallback, QtBot.waitExposed):
            wait.__kwdefaults__["timeout"] = PATIENCE_MS


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Make Qt's settings in pyproject.toml known where there is no Qt, for the tests marked `gpu`."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "a setting of pytest-qt")


def pytest_collection_finish() -> None:
    """Leave out of every later search for garbage and for threads what all modules and all tests are made of."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """For sockets: their whole path has 107 characters at most, and that of `tmp_path` has as many after many runs."""
    with tempfile.TemporaryDirectory(prefix="p-") as folder:
        yield Path(folder)


class _Complaints(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "CACHE", "DATA", "STATE"):
            patch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path_factory.mktemp(name.lower())))
        for name in ("PELLUCID_MODELS_DIR", "PELLUCID_DEVICE", "PELLUCID_LOG"):
            patch.delenv(name, raising=False)
        patch.setenv("PELLUCID_PRECISION", "full")  # the same pixels on every machine
        yield


@pytest.fixture(scope="module")
def trials() -> Iterator[None]:
    """The program knows the trial operations, which use what no real one uses yet."""
    from helpers.trial_operations import registered

    with registered():
        yield


@pytest.fixture(autouse=True)
def _no_unexpected_log_lines(request: pytest.FixtureRequest) -> Iterator[None]:
    complaints = _Complaints()
    logger = logging.getLogger("pellucid")
    logger.addHandler(complaints)
    yield
    logger.removeHandler(complaints)
    if complaints.lines and "caplog" not in request.fixturenames:
        pytest.fail("logged without being asked for: " + "; ".join(complaints.lines))


@pytest.fixture(autouse=True)
def _no_thread_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is None or not {"qtbot", "qapp"} & set(request.fixturenames):
        return
    threads = [found for found in gc.get_objects() if issubclass(type(found), core.QThread)]
    running = [thread.objectName() or type(thread).__name__ for thread in threads if thread.isRunning()]
    if running:
        pytest.fail(f"left running: {', '.join(running)}")
