"""What the panel edits, at its top: the whole photo, or where a mask is; and the way to masks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_icon_button
from pellucid.ui.icons import Icons
from pellucid.ui.panel.option_list import OptionList

WHOLE_PHOTO = mark("Whole photo")


class TargetRow(QWidget):
    """A list of targets, a button that adds a mask, and one for what can be done with the mask that is chosen.

    Signals:
        chosen(str): the id of a mask, or empty for the whole photo.
        add_requested(): show what a mask can be.
        more_requested(): show what can be done with the mask.
    """

    chosen = Signal(str)
    add_requested = Signal()
    more_requested = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("target")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # its hairlines, below which others scroll
        label = QLabel(tr("Edit"))
        self.targets = OptionList()
        self.targets.setAccessibleName(tr("What is edited"))
        self.targets.setToolTip(tr("What the sliders below are for: the whole photo, or where a mask is"))
        self.targets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.targets.setSizeAdjustPolicy(OptionList.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.targets.activated.connect(lambda _index: self.chosen.emit(self.targets.currentData()))
        label.setBuddy(self.targets)
        self.add = make_icon_button(
            icons, "mdi6.plus", tr("Add a mask"), tr("Add a mask: a place where sliders differ")
        )
        self.add.clicked.connect(self.add_requested)
        self.more = make_icon_button(icons, "mdi6.dots-horizontal", tr("More about this mask"))
        self.more.clicked.connect(self.more_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(4)
        label.setContentsMargins(0, 0, 4, 0)  # as far from its list as labels of dialogs are
        for part in (label, self.targets, self.add, self.more):
            layout.addWidget(part, 1 if part is self.targets else 0)
        self.show_targets((), "")

    def show_targets(self, masks: Sequence[tuple[str, str]], target: str) -> None:
        """List the whole photo and the masks, each by its id and its name, and show which is edited."""
        listed = [("", tr(WHOLE_PHOTO)), *masks]
        if listed != [(self.targets.itemData(place), self.targets.itemText(place)) for place in self._places]:
            self.targets.clear()
            for mask, name in listed:
                self.targets.addItem(name, mask)
        self.targets.setCurrentIndex(max(0, self.targets.findData(target)))
        self.more.setHidden(not target)

    @property
    def _places(self) -> range:
        return range(self.targets.count())
