"""The program with a window, from its start to its end.

Order of start: the window that is open already, if there is one; else QApplication, window on the screen, and only then
the worker threads, which import torch.
"""

import gc
import os
import sys
from importlib import import_module

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon

from pellucid.application import Application
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.first_window_address import address, may_listen
from pellucid.foundation.paths import resources_dir
from pellucid.ui.bugs import bug_reporter
from pellucid.ui.file_open import PhotoApplication
from pellucid.ui.first_paint import after_first_paint
from pellucid.ui.interrupts import close_on_interrupts
from pellucid.ui.language import speak, wanted_tongue
from pellucid.ui.main_window import MainWindow
from pellucid.ui.settings import Settings
from pellucid.ui.theme import STYLE_WORDS, prepare_application
from pellucid.wires import connect_rooms

LISTENING_DELAY_MS = 200
"""Loading Qt's local sockets takes as long as a twentieth of a start; the window's first moments come before it."""

SWITCH_S = 0.001
"""After which a thread hands the interpreter on. So long a worker in the middle of Python keeps the window waiting, at
each of many short calls; Python's own five milliseconds would add up to a late picture."""

MANY_DELAY_MS, MANY_STEP_MS = 2000, 50
_FOR_MANY = (
    "pellucid.ui.filmstrip.delegate",
    "pellucid.ui.filmstrip.view",
    "pellucid.ui.filmstrip.strip",
    "pellucid.workers.ahead",
    "pellucid.workers.folder_worker",
    "pellucid.workers.settings_spreader",
    "pellucid.workers.many_photos",
)
"""What the first folder needs: loaded one by one while nobody waits, so that the folder has not to wait for it."""


def run(start: EditorStart) -> int:
    """Open the editor and stay until it is closed; where a first window takes the photos, there is nothing to do.

    Returns:
        The exit code.
    """
    qt = PhotoApplication([*sys.argv[:1], *STYLE_WORDS])
    prepare_application(qt)
    speak(qt, wanted_tongue(Settings().tongue()))
    is_first = not may_listen(address())
    if not is_first:
        from pellucid.ui.first_window import find_first, hand_over  # noqa: PLC0415 -- not needed to start

        first = find_first()
        is_first = first is None
        if first is not None and not (start.is_new_window or start.driver) and hand_over(start, first):
            return 0
    return _stay(qt, start, is_first)


def _stay(qt: PhotoApplication, start: EditorStart, is_first: bool) -> int:
    qt.setWindowIcon(QIcon(str(resources_dir() / "icons" / "pellucid.svg")))
    window = MainWindow()
    if device := window.settings.device():
        os.environ.setdefault("PELLUCID_DEVICE", device)  # is read once networks are computed
    if precision := window.settings.precision():
        os.environ.setdefault("PELLUCID_PRECISION", precision)  # likewise
    app = Application(window)
    connect_rooms(app)
    qt.photos_handed.connect(window.opener.choose)
    sys.excepthook = bug_reporter(window)
    sys.setswitchinterval(SWITCH_S)
    heartbeat = close_on_interrupts(window)
    if start.driver is not None:
        from pellucid.ui.driving.driver import Driver  # noqa: PLC0415 -- only tests need it

        Driver(window, start.driver, app.is_busy, lambda: app.renderer.tiles_computed)
    if start.files:
        window.workspace.show_loading(
            start.files[0].name
        )  # without it the page without a photo would be seen for a moment
    after_first_paint(window, lambda: _begin(app, start))
    after_first_paint(window, lambda: QTimer.singleShot(MANY_DELAY_MS, app, lambda: load_for_many(app)))
    if is_first:
        after_first_paint(window, lambda: QTimer.singleShot(LISTENING_DELAY_MS, app, lambda: _listen(app)))
    window.show()
    code = qt.exec()
    heartbeat.stop()
    app.stop()
    return code


def load_for_many(app: Application, left: tuple[str, ...] = _FOR_MANY) -> None:
    """Load what many photos need, a module at a time, once nobody waits for anything."""
    if left and app.quiet():
        import_module(left[0])
        left = left[1:]
    if left:
        delay_ms = MANY_STEP_MS if app.quiet() else MANY_DELAY_MS
        QTimer.singleShot(delay_ms, app, lambda: load_for_many(app, left))


def _begin(app: Application, start: EditorStart) -> None:
    """Start the workers, and look for garbage again, but never among what was made so far: it lives as long."""
    app.start(start)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _listen(app: Application) -> None:
    """Take the photos of later starts."""
    from pellucid.ui.first_window import FirstWindow  # noqa: PLC0415 -- not needed to start

    first = FirstWindow(app.window)
    first.asked.connect(app.open_all)
    first.listen()
