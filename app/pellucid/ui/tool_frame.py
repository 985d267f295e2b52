"""The frame of a tool's bar over the canvas."""

from PySide6.QtWidgets import QFrame, QWidget


class ToolFrame(QFrame):
    """Stands out from the photo below it, in any theme.

    Args:
        name: of the object, by which it is found.
        parent: the canvas.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
