"""Photos that the desktop hands over while the program runs, as macOS does."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A process has one application, and that of the other tests is Qt's own.
PROGRAM = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from pellucid.ui.file_open import PhotoApplication

application = PhotoApplication(["pellucid"])
application.photos_handed.connect(lambda photos: print([photo.name for photo in photos]))
hand = lambda *names: [application.sendEvent(application, QFileOpenEvent(name)) for name in names]
QTimer.singleShot(0, lambda: hand("/photos/b.jpg", "/photos/a größer.jpg"))
later = [application.quit, lambda: hand("/photos/c.jpg")]
application.photos_handed.connect(lambda _photos: QTimer.singleShot(0, later.pop()))
application.exec()
"""


def test_photos_of_one_turn_come_together_and_later_ones_later() -> None:
    asked = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'app')!r}){PROGRAM}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert asked.stdout.splitlines() == ["['b.jpg', 'a größer.jpg']", "['c.jpg']"], asked.stderr
