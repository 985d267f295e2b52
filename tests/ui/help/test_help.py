"""What the program says of itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from pellucid import __version__
from pellucid.foundation.paths import models_dir
from pellucid.ui.help.about import AboutDialog
from pellucid.ui.help.messages import MessagesDialog
from pellucid.ui.main_window import MainWindow


def test_all_messages_stay_in_a_list_the_newest_first(window: MainWindow) -> None:
    window.commands["messages"].trigger()
    dialog = window.help.messages
    assert isinstance(dialog, MessagesDialog)
    assert dialog.empty.isVisible()
    assert not dialog.copy.isEnabled()
    window.workspace.show_message("It went well.")
    window.workspace.show_error("It did not.")
    rows = [dialog.rows.item(row).text() for row in range(dialog.rows.count())]
    assert rows[0].endswith("Error. It did not.")
    assert rows[1].endswith("It went well.")
    assert not dialog.empty.isVisible()
    dialog.copy.click()
    assert "It did not." in QGuiApplication.clipboard().text()


def test_messages_are_forgotten_in_the_end(window: MainWindow) -> None:
    for number in range(250):
        window.workspace.show_message(f"{number}.")
    assert len(window.workspace.messages.said) == 200
    assert window.workspace.messages.said[-1].sentence == "249."


def test_a_bug_report_has_versions_the_device_and_the_last_messages(window: MainWindow) -> None:
    window.status.show_device("CPU, 4 threads", "")
    window.workspace.show_error("The disk is full.")
    window.commands["copy_report"].trigger()
    text = QGuiApplication.clipboard().text()
    assert f"Pellucid {__version__}" in text
    for words in ("Python ", "Qt ", "torch ", "CPU, 4 threads", "error: The disk is full.", "pellucid.log"):
        assert words in text


def test_about_lists_every_network_with_its_card(window: MainWindow) -> None:
    window.commands["about"].trigger()
    dialog = next(child for child in window.findChildren(AboutDialog) if child.isVisible())
    names = [dialog.networks.item(row).text() for row in range(dialog.networks.count())]
    assert len(names) == len(list(models_dir().glob("*/model.toml")))
    assert "1.2 million weights" in dialog.networks.item(names.index("CBDNet")).toolTip()
    QGuiApplication.clipboard().setText("")
    dialog.copy.click()
    assert f"Pellucid {__version__}" in QGuiApplication.clipboard().text()
    dialog.close()


def test_long_messages_wrap_and_are_seen_whole(window: MainWindow) -> None:
    for words in range(1, 40):
        window.workspace.show_message("word " * words)
    window.commands["messages"].trigger()
    dialog = window.help.messages
    assert isinstance(dialog, MessagesDialog)
    QGuiApplication.processEvents()
    for row in range(dialog.rows.count()):
        item = dialog.rows.item(row)
        room = dialog.rows.visualItemRect(item)
        needed = dialog.rows.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
        assert room.height() >= needed.height()
    dialog.close()
