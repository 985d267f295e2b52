"""How dialogs are confirmed: the foot of one with something to confirm, and a question by itself."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QMessageBox, QPushButton, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.layouts import DIALOG_MARGINS


def make_choice(dialog: QDialog, word: str) -> tuple[QDialogButtonBox, QPushButton]:
    """Make the foot of a dialog that is confirmed: a way out, and the button that Enter presses.

    Args:
        dialog: is accepted or rejected.
        word: what is done.

    Returns:
        The foot, and the button in it that does.
    """
    foot = QDialogButtonBox()
    foot.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
    does = foot.addButton(word, QDialogButtonBox.ButtonRole.AcceptRole)
    does.setDefault(True)
    foot.accepted.connect(dialog.accept)
    foot.rejected.connect(dialog.reject)
    return foot, does


def make_question(parent: QWidget, title: str, question: str, more: str = "") -> QMessageBox:
    """Make a question, which gets its buttons from whoever asks; it has the air of other dialogs and no foreign icon.

    Args:
        parent: window over which it opens.
        title: of its frame.
        question: what is asked.
        more: what one needs to know to answer.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText(more)
    layout = box.layout()
    if isinstance(layout, QGridLayout):
        layout.setContentsMargins(*DIALOG_MARGINS)
        _drop_indent(layout)
    return box


def _drop_indent(layout: QGridLayout) -> None:
    """Let the words of a question begin where its buttons do: without an icon nothing stands before them."""
    layout.setHorizontalSpacing(0)
    layout.setColumnStretch(1, 1)  # the words; what the buttons need more is theirs
    first = layout.itemAtPosition(0, 0)
    indent = first.spacerItem() if first is not None else None
    if indent is not None:
        indent.changeSize(0, 0)
        layout.invalidate()


def is_confirmed(parent: QWidget, title: str, question: str) -> bool:
    """Ask before something that cannot be taken back; whoever is in doubt cancels."""
    yes, cancel = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.Cancel
    box = make_question(parent, title, question)
    box.setStandardButtons(yes | cancel)
    box.setDefaultButton(cancel)
    answer = box.exec()
    box.deleteLater()
    return answer == yes
