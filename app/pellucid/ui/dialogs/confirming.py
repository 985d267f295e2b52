"""How dialogs are confirmed: the foot of one with something to confirm, and a question by itself."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QPushButton, QWidget

from pellucid.foundation.translation import tr


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


def is_confirmed(parent: QWidget, title: str, question: str) -> bool:
    """Ask before something that cannot be taken back; whoever is in doubt cancels."""
    yes, cancel = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.Cancel
    return QMessageBox.question(parent, title, question, yes | cancel, cancel) == yes
