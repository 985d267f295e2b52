"""What the panel says of the open photo."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pellucid.ui.panel.info_page import InfoPage
from ui.frames import make_facts


def said(page: InfoPage) -> list[str]:
    inside = page.widget()
    assert inside is not None
    return [label.text() for label in inside.findChildren(QLabel)]


def test_the_quality_of_a_jpeg_is_a_fact_of_its_file(qtbot: QtBot) -> None:
    page = InfoPage()
    qtbot.addWidget(page)
    page.show()
    page.set_photo(make_facts())
    assert "Quality" not in said(page)
    page.set_photo(replace(make_facts(), jpeg_quality=72))
    assert "about 72 of 100" in said(page)


def test_what_was_opened_while_nobody_looked_is_listed_when_the_page_is_seen(qtbot: QtBot) -> None:
    page = InfoPage()
    qtbot.addWidget(page)
    page.set_photo(replace(make_facts(), jpeg_quality=72))
    assert page.widget() is None
    page.show()
    assert "about 72 of 100" in said(page)
