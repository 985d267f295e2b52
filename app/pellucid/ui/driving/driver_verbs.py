"""What the test driver can do, one method a verb; the table at the end of the class lists them all."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from pellucid.foundation.errors import UsageError
from pellucid.foundation.frame import Frame
from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.driving.loop_gap import LoopGap
from pellucid.ui.driving.process_facts import process_facts
from pellucid.ui.first_paint import after_first_paint
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.parameter_row import ChoiceRow, NumberRow, ParameterRow, SwitchRow

Answer = dict[str, Any]
Request = dict[str, Any]
Reply = Callable[[Answer], None]

_POLL_MS = 20
_COMPARE_ACTIONS = {
    CompareMode.SPLIT: "split",
    CompareMode.SPLIT_HORIZONTAL: "split_horizontal",
    CompareMode.SIDE_BY_SIDE: "side_by_side",
    CompareMode.LENS: "lens",
}
_ZOOM_ACTIONS = {"fit": "fit", 100: "full", 200: "double"}


class Verbs:
    """Carries out requests on one window."""

    def __init__(self, window: MainWindow, is_busy: Callable[[], bool], tiles_computed: Callable[[], int]) -> None:
        self._window = window
        self._is_busy = is_busy
        self._tiles_computed = tiles_computed
        self._gap = LoopGap(window, (window, window.workspace))
        self._torch_at_first_paint: bool | None = None
        after_first_paint(window, self._on_first_paint)
        self._verbs: dict[str, Callable[[Request, Reply], None]] = {
            "open": self._open,
            "set": self._set,
            "drag": self._drag,
            "drag_view": self._drag_view,
            "mask": self._paint,
            "stroke": self._paint,
            "enable": self._enable,
            "wait_idle": self._wait_idle,
            "zoom": self._zoom,
            "pan": self._pan,
            "compare": self._compare,
            "overlay": self._overlay,
            "undo": self._act,
            "redo": self._act,
            "swap_eyes": self._act,
            "anaglyph": self._anaglyph,
            "key": self._key,
            "export": self._export,
            "open_folder": self._open_folder,
            "step": self._step,
            "scroll_strip": self._scroll_strip,
            "close": self._close,
            "quit": self._close,
            "screenshot": self._screenshot,
            "state": self._state,
            "reset_gaps": self._reset_gaps,
        }

    def carry_out(self, request: Request, reply: Reply) -> None:
        """Do what `cmd` says; `reply` is called once, now or when it is finished.

        Raises:
            UsageError: there is no such verb.
        """
        verb = self._verbs.get(str(request.get("cmd")))
        if verb is None:
            raise UsageError(f"there is no command “{request.get('cmd')}”; known are {', '.join(self._verbs)}")
        verb(request, reply)

    def _open(self, request: Request, reply: Reply) -> None:
        path = Path(request["path"])
        if request.get("right"):
            self._window.pairs.choose(path, Path(request["right"]))
            reply({})
        elif request.get("watch"):
            from pellucid.ui.driving.open_script import OpenScript  # noqa: PLC0415 -- not needed to start

            OpenScript(self._window, path, reply)
        else:
            self._window.opener.choose((path,))
            reply({})

    def _set(self, request: Request, reply: Reply) -> None:
        row, value = self._row(request), request["value"]
        if isinstance(row, NumberRow):
            # A press, a move and a release: as a hand that clicks on the groove.
            row.slider.setSliderDown(True)
            row.slider.setSliderPosition(row.slider.position_of(float(value)))
            row.slider.setSliderDown(False)
        elif isinstance(row, ChoiceRow):
            index = row.combo.findData(value)
            if index < 0:
                raise UsageError(f"{value!r} is no choice of {row.name}")
            row.combo.setCurrentIndex(index)
            row.combo.activated.emit(index)
        elif isinstance(row, SwitchRow) and row.box.isChecked() != bool(value):
            row.box.click()
        reply({})

    def _drag(self, request: Request, reply: Reply) -> None:
        from pellucid.ui.driving.drag_script import DragScript  # noqa: PLC0415 -- not needed to start

        row, values = self._row(request), [float(value) for value in request["values"]]
        if not isinstance(row, NumberRow) or not values:
            raise UsageError(f"{row.name} is no slider, or there are no values")
        DragScript(
            row.slider,
            self._window.canvas,
            values,
            int(request.get("interval_ms", 10)),
            lambda latencies: reply({"latencies_ms": latencies}),
        )

    def _drag_view(self, request: Request, reply: Reply) -> None:
        from pellucid.ui.driving.view_drags import ViewDrag, drag_view  # noqa: PLC0415 -- loads the crop tool

        moves, interval_ms = int(request["moves"]), int(request.get("interval_ms", 10))
        before, kind = self._tiles_computed(), ViewDrag(request["kind"])

        def finished(latencies: list[float | None]) -> None:
            reply({"latencies_ms": latencies, "tiles": self._tiles_computed() - before})

        drag_view(self._window, kind, moves, interval_ms, finished)

    def _paint(self, request: Request, reply: Reply) -> None:
        from pellucid.ui.driving.stroke_script import edit_mask, paint_stroke  # noqa: PLC0415 -- not needed to start

        carry_out = edit_mask if request["cmd"] == "mask" else paint_stroke
        carry_out(self._window, request, reply)

    def _enable(self, request: Request, reply: Reply) -> None:
        switch = self._window.dock.operations.cards[request["op"]].switch
        if switch.isChecked() != bool(request.get("value", True)):
            switch.click()
        reply({})

    def _wait_idle(self, request: Request, reply: Reply) -> None:
        until = time.monotonic() + float(request.get("timeout_s", 30))
        timer = QTimer(self._window, interval=_POLL_MS)

        def look() -> None:
            is_idle = self._window.is_settled and not self._is_busy()
            if is_idle or time.monotonic() > until:
                timer.stop()
                timer.deleteLater()
                reply({"idle": is_idle})

        timer.timeout.connect(look)
        timer.start()

    def _zoom(self, request: Request, reply: Reply) -> None:
        percent = request.get("percent", "fit")
        if percent in _ZOOM_ACTIONS:
            self._window.commands[_ZOOM_ACTIONS[percent]].trigger()
        else:
            self._window.canvas.zoom_to(float(percent) / 100)
        reply({"zoom": self._window.canvas.view.zoom})

    def _pan(self, request: Request, reply: Reply) -> None:
        self._window.canvas.pan(float(request.get("dx", 0)), float(request.get("dy", 0)))
        reply({})

    def _compare(self, request: Request, reply: Reply) -> None:
        wanted = CompareMode(request["mode"])
        present = self._window.canvas.compare.mode
        if wanted is not present:
            # The action of a mode that is on switches it off.
            action = self._window.commands[_COMPARE_ACTIONS[present if wanted is CompareMode.OFF else wanted]]
            if not action.isEnabled():
                raise UsageError("there is no photo to compare")
            action.trigger()
        reply({})

    def _overlay(self, request: Request, reply: Reply) -> None:
        cards = self._window.dock.operations.cards
        for operation, card in cards.items():
            for name, button in card.map_buttons.items():
                wanted = (operation, name) == (request.get("op"), request.get("map"))
                if button.isChecked() != wanted:
                    button.click()
        reply({"shown": list(self._window.maps.shown)})

    def _act(self, request: Request, reply: Reply) -> None:
        self._window.commands[request["cmd"]].trigger()
        reply({})

    def _anaglyph(self, request: Request, reply: Reply) -> None:
        self._window.commands[f"anaglyph_{request['mode']}"].trigger()
        reply({})

    def _key(self, request: Request, reply: Reply) -> None:
        keys = QKeySequence(request["sequence"])
        action = next((a for a in self._window.actions() if a.isEnabled() and keys in a.shortcuts()), None)
        if action is not None:
            action.trigger()
        else:
            pressed = keys[0]  # type: ignore[index]  # missing in the stubs
            target = QApplication.focusWidget() or self._window.canvas
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, pressed.key(), pressed.keyboardModifiers()))
        reply({"action": action.text() if action else ""})

    def _export(self, request: Request, reply: Reply) -> None:
        from pellucid.foundation.export_options import ExportOptions  # noqa: PLC0415 -- not needed to start

        self._window.exporting.export(Path(request["path"]), ExportOptions(overwrite=bool(request.get("overwrite"))))
        reply({})

    def _open_folder(self, request: Request, reply: Reply) -> None:
        from pellucid.ui.driving.strip_scripts import OpenFolderScript  # noqa: PLC0415 -- loads the filmstrip

        OpenFolderScript(self._window, Path(request["path"]), reply)

    def _step(self, request: Request, reply: Reply) -> None:
        from pellucid.ui.driving.strip_scripts import StepScript  # noqa: PLC0415 -- as above

        StepScript(self._window, int(request.get("steps", 1)), reply)

    def _scroll_strip(self, request: Request, reply: Reply) -> None:
        from pellucid.ui.driving.strip_scripts import ScrollScript  # noqa: PLC0415 -- as above

        ScrollScript(self._window, int(request["moves"]), int(request.get("interval_ms", 16)), reply)

    def _close(self, _request: Request, reply: Reply) -> None:
        reply({})
        # Later, so that the answer is out before the socket goes.
        QTimer.singleShot(0, self._window, self._window.close)

    def _screenshot(self, request: Request, reply: Reply) -> None:
        window = self._window
        is_on_screen = QGuiApplication.platformName() == "xcb"
        picture = window.screen().grabWindow(window.winId()) if is_on_screen else window.grab()
        if picture.isNull():
            picture = window.grab()
        is_written = picture.save(request["path"])
        corner, canvas = window.canvas.mapTo(window, QPoint()), window.canvas.size()
        scale = picture.devicePixelRatio()
        place = [round(edge * scale) for edge in (corner.x(), corner.y(), canvas.width(), canvas.height())]
        reply({"ok": is_written, "width": picture.width(), "height": picture.height(), "canvas": place})

    def _state(self, _request: Request, reply: Reply) -> None:
        window = self._window
        steps, frame = window.session.stack.steps, self._painted()
        reply(
            {
                "photo": str(window.facts.path) if window.facts else "",
                "page": window.facts.page if window.facts else 0,
                "ops": [{"operation": s.operation, "enabled": s.enabled, **vars(s.parameters)} for s in steps],
                "revision": window.session.revision,
                "dirty": not window.session.is_clean,
                "generation": window.canvas.painted_generation,
                "exactness": window.canvas.exactness().value,
                "shows_edit": bool(frame and frame.after.name != frame.before.name),
                "zoom": window.canvas.view.zoom,
                "eyes": window.status.eyes_text,
                "surface": "gl" if window.canvas.slices else "painter",
                "message": window.workspace.messages.text,
                "progress": window.jobs.text,
                "measured": len(window.dock.findings.rows),
                "tiles_computed": self._tiles_computed(),
                "torch_at_first_paint": self._torch_at_first_paint,
                **self._gap.summary(),
                **process_facts(),
            }
        )

    def _painted(self) -> Frame | None:
        """The newest frame, where it is on the screen; the quick preview is none."""
        frame = self._window.canvas.newest
        return frame if frame and self._window.canvas.painted_generation >= frame.generation else None

    def _on_first_paint(self) -> None:
        self._torch_at_first_paint = "torch" in sys.modules

    def _reset_gaps(self, _request: Request, reply: Reply) -> None:
        self._gap.reset()
        reply({})

    def _row(self, request: Request) -> ParameterRow:
        dock = self._window.dock
        rows = dock.source.rows if request["op"] == "source" else dock.operations.cards[request["op"]].rows
        return rows[request["key"]]
