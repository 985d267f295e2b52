"""The help menu's dialogs, which are made when they are first asked for."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.status_line import StatusLine
from pellucid.ui.workspace import Workspace


class Help(QObject):
    """Shows what the program says of itself."""

    def __init__(self, workspace: Workspace, status: StatusLine, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._status, self._window = workspace, status, window
        self.messages: QDialog | None = None

    def show_about(self) -> None:
        """Version, licence, device and networks."""
        from pellucid.ui.help.about import AboutDialog  # noqa: PLC0415 -- not needed to start

        dialog = AboutDialog(self._status.device_text, self.copy_report, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_messages(self) -> None:
        """All that was said."""
        from pellucid.ui.help.messages import MessagesDialog  # noqa: PLC0415 -- as above

        if self.messages is None:
            self.messages = MessagesDialog(self._workspace.messages, self._window)
        self.messages.show()
        self.messages.raise_()

    def copy_report(self) -> None:
        """Put what a bug report needs on the clipboard."""
        from pellucid.ui.help.report import bug_report  # noqa: PLC0415 -- as above

        QGuiApplication.clipboard().setText(bug_report(self._status.device_text, self._workspace.messages.said))
        self._workspace.show_message(tr("What a bug report needs is on the clipboard. Read it before you send it."))
