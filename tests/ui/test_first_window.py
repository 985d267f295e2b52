"""A first window takes the photos of later starts; one that does not answer is left alone."""

import socket
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.first_window_address import address
from pellucid.ui import first_window
from pellucid.ui.first_window import FirstWindow, find_first, hand_over
from pellucid.ui.main_window import MainWindow

START = EditorStart((Path("/photos/a.jpg"), Path("/photos/b.jpg")))


@pytest.fixture(autouse=True)
def _own_runtime_folder(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))


@pytest.fixture
def first(empty_window: MainWindow) -> FirstWindow:
    made = FirstWindow(empty_window)
    made.listen()
    return made


class Later(threading.Thread):
    """A later start, from a thread that stands for another program: JSON lines over a plain socket."""

    def __init__(self, lines: bytes) -> None:
        super().__init__(daemon=True)
        self._lines = lines
        self.answer: bytes | None = None
        self.start()

    def run(self) -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(10)
            connection.connect(address())
            for part in (self._lines[:9], self._lines[9:]):  # a line may come in pieces
                connection.sendall(part)
                time.sleep(0.02)
            self.answer = connection.makefile("rb").readline()


def say(lines: bytes, qtbot: QtBot) -> bytes | None:
    later = Later(lines)
    qtbot.waitUntil(lambda: not later.is_alive())
    return later.answer


@pytest.mark.parametrize("start", [START, EditorStart((Path("/l.jpg"),), Path("/r.jpg"))])
def test_what_a_later_start_asks_for_is_opened_here(first: FirstWindow, qtbot: QtBot, start: EditorStart) -> None:
    with qtbot.waitSignal(first.asked) as asked:
        assert say(b"\n" + start.to_line(), qtbot) == b'{"ok": true}\n'
    assert asked.args == [start]


def test_a_later_start_without_photos_brings_the_window_back(
    first: FirstWindow, empty_window: MainWindow, qtbot: QtBot
) -> None:
    empty_window.showMinimized()
    assert say(b"\n" + EditorStart().to_line(), qtbot) == b'{"ok": true}\n'
    assert not empty_window.windowState() & Qt.WindowState.WindowMinimized


def test_nonsense_opens_nothing_and_the_window_goes_on_listening(
    first: FirstWindow, empty_window: MainWindow, qtbot: QtBot
) -> None:
    opened: list[object] = []
    first.asked.connect(opened.append)
    assert say(b'\n{"files": "a.jpg"}\n', qtbot) == b""
    assert opened == []
    assert say(b"\n" + START.to_line(), qtbot) == b'{"ok": true}\n'


def test_where_nobody_listens_nothing_is_waited_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_window, "QLocalSocket", None)  # a connection would be waited for
    assert find_first() is None


def test_one_that_does_not_answer_is_left_alone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_window, "ANSWER_MS", 150)
    with socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(address())
        hanging.listen()
        found = find_first()
        assert found is not None
        assert not hand_over(START, found)


def test_what_a_killed_program_left_is_cleaned_away(empty_window: MainWindow, qtbot: QtBot) -> None:
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(address())
    assert Path(address()).exists()
    assert find_first() is None
    FirstWindow(empty_window).listen()
    assert say(b"\n" + START.to_line(), qtbot) == b'{"ok": true}\n'


def test_of_two_that_started_at_once_the_one_that_listens_goes_on(first: FirstWindow, qtbot: QtBot) -> None:
    other = MainWindow()
    other.exports.stops_unasked = True
    qtbot.addWidget(other)
    FirstWindow(other).listen()
    with qtbot.waitSignal(first.asked):
        assert say(b"\n" + START.to_line(), qtbot) == b'{"ok": true}\n'
    other.show()
    other.close()
    assert say(b"\n" + START.to_line(), qtbot) == b'{"ok": true}\n'


def test_a_window_that_closes_takes_nothing_any_more(first: FirstWindow, empty_window: MainWindow) -> None:
    assert Path(address()).exists()
    empty_window.close()
    assert not Path(address()).exists()


def test_programs_with_settings_of_their_own_do_not_meet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = address()
    monkeypatch.setenv("PELLUCID_CONFIG_DIR", str(tmp_path / "other"))
    assert address() != here


def test_a_socket_of_somebody_else_is_not_spoken_to(first: FirstWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 4711)
    assert find_first() is None


def test_photos_of_a_start_that_waits_no_more_are_not_opened_twice(first: FirstWindow, qtbot: QtBot) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address())
        connection.sendall(b"\n" + START.to_line())
    with qtbot.assertNotEmitted(first.asked, wait=300):
        pass
