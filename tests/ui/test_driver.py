"""The test driver, spoken to over its socket as another program would."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.fields import plain_of
from pellucid.ui.driving.driver import Driver
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts, make_frame


class Client:
    """Speaks and waits for the answer."""

    def __init__(self, socket: QLocalSocket, qtbot: QtBot) -> None:
        self._socket = socket
        self._qtbot = qtbot

    def __call__(self, **request: Any) -> dict[str, Any]:
        self._socket.write(json.dumps(request).encode() + b"\n")
        self._qtbot.waitUntil(self._socket.canReadLine)
        answer: dict[str, Any] = json.loads(self._socket.readLine().data())
        return answer


@pytest.fixture
def client(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Client:
    name = str(tmp_path / "driver")
    Driver(window, name, lambda: False, lambda: 0)
    socket = QLocalSocket(window)
    socket.connectToServer(name)
    assert socket.waitForConnected(2000)
    return Client(socket, qtbot)


@pytest.fixture
def rendering(window: MainWindow) -> None:
    """Answer every edit with a frame of the next generation, as the render thread does."""
    generation = [window.canvas.newest_generation]

    def render(_edit: Edit, _dragging: bool) -> None:
        generation[0] += 1
        window.show_frame(make_frame(generation[0]))

    window.session.edit_changed.connect(render)


def test_set_moves_the_real_slider(client: Client, window: MainWindow) -> None:
    assert client(cmd="set", op="denoise", key="gamma", value=1.3)["ok"]
    assert window.session.stack.parameters("denoise").gamma == 1.3
    assert window.session.undo_label


@pytest.mark.parametrize("values", [[1.3], [1.1, 1.2, 1.3]])
def test_a_drag_is_answered_with_the_latency_of_every_move(
    client: Client, window: MainWindow, rendering: None, values: list[float]
) -> None:
    answer = client(cmd="drag", op="denoise", key="gamma", values=values, interval_ms=20)
    assert len(answer["latencies_ms"]) == len(values)
    assert all(latency is not None and latency >= 0 for latency in answer["latencies_ms"])
    assert window.session.position == 1


def test_a_stroke_is_painted_and_every_move_is_answered(client: Client, window: MainWindow, rendering: None) -> None:
    way = [[0.2, 0.2], [0.4, 0.3], [0.6, 0.5], [0.7, 0.7]]
    assert not client(cmd="stroke", points=way)["ok"]
    assert client(cmd="mask", kind="brush")["target"] == window.session.target != ""
    answer = client(cmd="stroke", points=way, interval_ms=20)
    assert len(answer["latencies_ms"]) == 3
    assert all(latency is not None and latency >= 0 for latency in answer["latencies_ms"])
    assert window.session.entries[-1].label == "Brush in “Brush 1”"
    assert client(cmd="mask")["target"] == ""
    assert client(cmd="mask", name="Brush 1")["target"] != ""
    assert not client(cmd="mask", kind="sponge")["ok"]


def test_the_photo_is_panned_and_every_move_is_answered(client: Client, window: MainWindow) -> None:
    client(cmd="zoom", percent=400)
    before = window.canvas.view
    answer = client(cmd="drag_view", kind="pan", moves=5, interval_ms=20)
    assert len(answer["latencies_ms"]) == 5
    assert all(latency is not None and latency >= 0 for latency in answer["latencies_ms"])
    assert answer["tiles"] == 0
    assert window.canvas.view.middle != before.middle


@pytest.mark.parametrize("kind", ["crop", "angle", "corner"])
def test_the_crop_tool_is_dragged_by_what_it_offers(client: Client, window: MainWindow, kind: str) -> None:
    assert not client(cmd="drag_view", kind=kind, moves=5)["ok"]
    client(cmd="key", sequence="C")
    before = window.crop.tool.draft
    answer = client(cmd="drag_view", kind=kind, moves=5, interval_ms=20)
    assert all(latency is not None for latency in answer["latencies_ms"])
    after = window.crop.tool.draft
    assert before is not None
    assert after is not None
    changed = {"crop": "crop", "angle": "angle_deg", "corner": "perspective"}[kind]
    assert getattr(after.framing, changed) != getattr(before.framing, changed)
    client(cmd="key", sequence="Esc")
    assert window.crop.tool.draft is None


def test_waiting_ends_when_all_is_painted(client: Client, window: MainWindow) -> None:
    assert client(cmd="wait_idle", timeout_s=5)["idle"]
    window.show_progress("render", "Removing noise", None, None)
    assert not client(cmd="wait_idle", timeout_s=0.1)["idle"]


def test_waiting_lasts_while_a_photo_is_being_opened(client: Client, window: MainWindow) -> None:
    window.show_loading(Path("next.jpg"))
    assert not client(cmd="wait_idle", timeout_s=0.1)["idle"]
    window.show_photo(make_facts())
    window.show_frame(make_frame(window.canvas.newest_generation + 1))
    assert client(cmd="wait_idle", timeout_s=5)["idle"]


def test_state_tells_edits_and_health(client: Client) -> None:
    client(cmd="set", op="denoise", key="amount", value=0.5)
    state = client(cmd="state")
    assert state["ops"] == [{"operation": "denoise", "enabled": True} | plain_of(Denoise(amount=0.5))]
    assert state["dirty"]
    assert state["threads"] >= 1
    assert state["gap_max_ms"] >= state["gap_p50_ms"]
    assert state["computed_max_ms"] >= 0


@pytest.mark.parametrize("mode", ["split", "split-horizontal", "side-by-side", "off"])
def test_compare_sets_the_mode(client: Client, window: MainWindow, mode: str) -> None:
    client(cmd="compare", mode="split")
    client(cmd="compare", mode=mode)
    assert window.canvas.compare.mode.value == mode


def test_without_a_photo_there_is_nothing_to_compare(client: Client, window: MainWindow) -> None:
    window.commands["split"].setEnabled(False)
    assert not client(cmd="compare", mode="split")["ok"]


def test_undo_redo_and_keys_go_through_the_actions(client: Client, window: MainWindow) -> None:
    client(cmd="set", op="denoise", key="gamma", value=0.4)
    client(cmd="undo")
    assert window.session.stack == EditStack()
    client(cmd="key", sequence="Ctrl+Y")
    assert window.session.stack.parameters("denoise").gamma == 0.4


def test_zoom_and_overlay(client: Client, window: MainWindow) -> None:
    assert client(cmd="zoom", percent=200)["zoom"] == 2.0
    assert client(cmd="zoom", percent=150)["zoom"] == 1.5
    assert client(cmd="overlay", op="denoise", map="noise")["shown"] == ["denoise", "noise"]
    assert client(cmd="overlay", op="", map="")["shown"] == ["", ""]


def test_a_screenshot_is_written(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "shot.png"
    assert client(cmd="screenshot", path=str(path))["ok"]
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("line", ["nonsense", "[]", "{}", '{"cmd": "set", "op": "no", "key": "x", "value": 1}'])
def test_a_bad_request_is_answered_and_the_next_one_works(client: Client, line: str) -> None:
    client._socket.write(line.encode() + b"\n")
    client._qtbot.waitUntil(client._socket.canReadLine)
    assert not json.loads(client._socket.readLine().data())["ok"]
    assert client(cmd="state")["ok"]


def test_close_closes_even_with_unsaved_edits(client: Client, window: MainWindow, qtbot: QtBot) -> None:
    client(cmd="set", op="denoise", key="gamma", value=0.4)
    client(cmd="close")
    qtbot.waitUntil(lambda: not window.isVisible())
