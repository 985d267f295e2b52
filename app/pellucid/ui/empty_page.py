"""What the window shows before a photo is open: a button, a hint, and the recent photos."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from pellucid.ui.wording import shortened

_RECENT_SHOWN = 5


class EmptyPage(QWidget):
    """Signals: `open_clicked()`, and `recent_clicked(Path)`."""

    open_clicked = Signal()
    recent_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("Open a photo", alignment=Qt.AlignmentFlag.AlignCenter)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        title.setFont(font)
        hint = QLabel("or drop one here. The photo itself is never changed.", alignment=Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton("Open…")
        self.button.setMinimumSize(140, 36)
        self.button.setAccessibleName("Open a photo")
        self.button.clicked.connect(self.open_clicked)
        self._recent_title = QLabel("Recent", alignment=Qt.AlignmentFlag.AlignCenter)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        for widget in (title, hint, self.button, self._recent_title):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(self._recent)
        layout.addStretch(3)

    def show_recent(self, paths: list[Path]) -> None:
        """List recent photos."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._recent_title.setVisible(bool(paths))
        for path in paths[:_RECENT_SHOWN]:
            button = QPushButton(shortened(path.name, 48), flat=True)
            button.setToolTip(str(path))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _checked=False, path=path: self.recent_clicked.emit(path))
            self._recent.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
