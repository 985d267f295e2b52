"""What the open photo is: its file, its pixels, and how it was taken."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.ui.panel.group_title import GroupTitle
from pellucid.ui.wording import color_text, megapixels_text


class InfoPage(QScrollArea):
    """Lists facts; says so where no photo is open."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._facts: PhotoFacts | None = None
        self._is_listed = False

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Say what a photo is, at once where the page is seen."""
        self._facts, self._is_listed = facts, False
        if self.isVisible():
            self._list(facts)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 -- Qt's name
        """List what was opened while nobody looked."""
        super().showEvent(event)
        if not self._is_listed:
            self._list(self._facts)

    def _list(self, facts: PhotoFacts | None) -> None:
        self._is_listed = True
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(8, 0, 8, 16)
        layout.setSpacing(0)
        for title, rows in _groups(facts) if facts else ():
            layout.addWidget(GroupTitle(title))
            layout.addLayout(_make_rows(rows))
        layout.addStretch()
        self.setWidget(inside)


def _make_rows(rows: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(8, 4, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 84)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(rows):
        label, words = QLabel(name), QLabel(value, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
    return grid


def _groups(facts: PhotoFacts) -> list[tuple[str, list[tuple[str, str]]]]:
    size = facts.size
    photo = [
        (tr("Size"), f"{size.width} × {size.height}, {megapixels_text(size)}"),
        (tr("Colours"), tr("{bit_depth}-bit {color}", bit_depth=facts.bit_depth, color=color_text(facts.color))),
        (tr("Profile"), facts.profile),
    ]
    if facts.stereo is not None:
        photo.append(
            (tr("Stereo"), tr("swapped left and right") if facts.stereo.is_swapped else tr("left and right view"))
        )
    file = [
        (tr("Name"), _breakable(facts.path.name)),
        (tr("Folder"), _breakable(str(_folder(facts.path)))),
        (
            tr("Format"),
            tr("{format}, {file_bytes:.1f} MB", format=facts.format, file_bytes=facts.file_bytes / 1000000.0),
        ),
    ]
    if facts.jpeg_quality is not None:
        file.append((tr("Quality"), tr("about {jpeg_quality} of 100", jpeg_quality=facts.jpeg_quality)))
    groups = [(tr("Photo"), photo), (tr("File"), file)]
    if facts.shot:
        groups.insert(1, (tr("Shot"), [(tr("Camera"), facts.shot)]))
    if facts.warnings:
        groups.append((tr("Notes"), [("", "\n".join(facts.warnings))]))
    return groups


def _folder(path: Path) -> Path:
    home = Path.home()
    return Path("~") / path.parent.relative_to(home) if path.is_relative_to(home) else path.parent


def _breakable(text: str) -> str:
    """The same words, in which a line may end behind separators."""
    return "".join(f"{letter}\u200b" if letter in "/\\_-." else letter for letter in text)
