"""The filmstrip is made and laid out at a time when nobody waits for it, and appears once."""

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pellucid.foundation.errors import UserFacingError
from pellucid.ui.filmstrip.strip import Filmstrip
from pellucid.ui.main_window import MainWindow

FEW = tuple(Path(f"/photos/{number}.jpg") for number in range(5))
PICTURE = QImage(80, 80, QImage.Format.Format_RGB32)


def test_the_strip_is_made_while_a_folder_is_listed(window: MainWindow, qtbot: QtBot) -> None:
    window.strip.open_folder(Path("/photos"))
    qtbot.waitUntil(lambda: window.findChild(Filmstrip) is not None)
    made = window.findChild(Filmstrip)
    assert made is not None
    assert made.isHidden()
    assert window.strip.strip is None
    window.strip.show_listed(Path("/photos"), FEW)
    assert window.strip.strip is made


def test_it_appears_with_its_pictures_and_soon_without_them(window: MainWindow, qtbot: QtBot) -> None:
    window.strip.open_folder(Path("/photos"))
    window.strip.show_listed(Path("/photos"), FEW)
    strip = window.strip.strip
    assert strip is not None
    for photo in FEW[:-1]:
        window.strip.take_picture(photo, PICTURE)
    assert strip.isHidden()
    window.strip.take_failure(FEW[-1], UserFacingError("4.jpg: cannot be read.", 4))
    assert not strip.isHidden()
    window.strip.close()
    window.strip.show_photos(FEW[::-1])
    window.strip.toggle()
    window.strip.show_photos(FEW)
    assert strip.isHidden()
    window.strip.toggle()
    assert not strip.isHidden()
    window.strip.close()
    window.strip.show_photos(FEW)
    assert strip.isHidden()
    qtbot.waitUntil(lambda: not strip.isHidden())
