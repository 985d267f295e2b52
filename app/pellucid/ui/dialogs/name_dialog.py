"""Asks for a name; opened beside the window, so that nothing waits for the answer."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.naming import LONGEST_NAME
from pellucid.foundation.translation import mark, tr
from pellucid.ui.dialogs.confirming import make_choice
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out


class NameDialog(QDialog):
    """Closes once a name was taken; what is wrong with one stands below it.

    Args:
        title: of the dialog.
        name: to begin with, all of it chosen.
        does: takes the name; a `PellucidError` that it raises is shown.
        parent: window over which it opens.
        action: on the button.
    """

    def __init__(
        self, title: str, name: str, does: Callable[[str], object], parent: QWidget, action: str = mark("Save")
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._does = does
        label = QLabel(tr("&Name"))
        self.name = QLineEdit(name, maxLength=LONGEST_NAME)
        self.name.setMinimumWidth(300)
        self.name.selectAll()
        label.setBuddy(self.name)
        self.message = QLabel(wordWrap=True)
        self.message.hide()
        buttons, self.save = make_choice(self, action)
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        lay_out(QVBoxLayout(self), label, self.name, self.message, 8, buttons, margins=DIALOG_MARGINS, spacing=8)
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Hand the name on, and close where it is taken."""
        try:
            self._does(self.name.text())
        except PellucidError as error:
            self.message.setText(str(error))
            self.message.show()
            return
        super().accept()
