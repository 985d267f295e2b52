"""A list of options: plain words, and while it is open beside them the network that does the work."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from pellucid.foundation.translation import tr
from pellucid.operations.fields import Option
from pellucid.ui.style.help_text import tip

NETWORK = Qt.ItemDataRole.UserRole + 1
"""Where the network of an option is kept, or an empty text."""


class OptionList(QComboBox):
    """A list that lets the panel scroll when the wheel turns over it without focus.

    Signals:
        opening(): it is about to show what there is.
    """

    opening = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def add(self, option: Option) -> None:
        """List an option."""
        self.addItem(tr(option.label), option.value)
        index = self.count() - 1
        network = option.network and tr("Network: {network}", network=option.network)
        words = "\n".join(line for line in (tr(option.help), network) if line)
        self.setItemData(index, words and tip(words), Qt.ItemDataRole.ToolTipRole)
        self.setItemData(index, option.network, NETWORK)

    def showPopup(self) -> None:  # noqa: N802 -- Qt's name
        """Tell that it opens, and make it ready for that."""
        from pellucid.ui.panel.option_popup import prepare_popup  # noqa: PLC0415 -- not needed to start

        self.opening.emit()
        prepare_popup(self)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Step only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
