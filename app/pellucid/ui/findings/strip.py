"""The strip of findings above the operations: what was measured, what is wrong, and the repair of one or of all.

Its states: a photo that is being opened, measuring, nothing to repair, findings (repaired or not), failed. Its parts
are made when there is something to be shown, so that a start does not wait for them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from pellucid.foundation.translation import mark, tr
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import STRETCH, keep_room, lay_out
from pellucid.ui.style.title import Title
from pellucid.ui.style.typeface import TextSize, font_of

if TYPE_CHECKING:
    from pellucid.foundation.findings import Finding, Findings
    from pellucid.ui.findings.row import FindingRow

MEASURING = mark("Measuring the photo…")
FAILED = mark("The photo could not be measured.")
ALL_REPAIRED = mark("What can be repaired is repaired.")
NO_REPAIR = mark("No step was shown to help here.")

ROW_PX = 28
"""Height of a finding, with a button or without, and of the words in the place of one: nothing moves when it comes."""

IsRepaired = Callable[["Finding"], bool]


class FindingsStrip(QFrame):
    """Shows what was found, and what of it the edits repair.

    Signals:
        repair_requested(Finding): this one.
        all_requested(): everything that can be.
        map_toggled(Finding, bool): its map is to be seen, or no more.
        retry_requested(): measure once more.
    """

    repair_requested = Signal(object)
    all_requested = Signal()
    map_toggled = Signal(object, bool)
    retry_requested = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._inside: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 0, 8, 4)
        self._layout.setSpacing(0)
        self.rows: list[FindingRow] = []
        self.more: QToolButton | None = None
        """Unfolds what is as it should be; None where there is no such."""
        self._shows_all = False
        self.all_button = _make_button(tr("Repair all"), self.all_requested.emit)
        self.words = QLabel(wordWrap=True)
        self.note = ElidedLabel()
        self.hide()

    def wait(self) -> None:
        """A photo is going to be opened; what is shown of another one stays until it is."""
        if self._inside is None:
            self._show_room("")

    def show_nothing(self) -> None:
        """Nothing is known of the photo that is opened; before the first one there is no strip."""
        if self._inside is None:
            self.hide()
        else:
            self._show_room("")

    def show_measuring(self) -> None:
        """The photo is being measured."""
        self._show_room(tr(MEASURING))

    def _show_room(self, words: str) -> None:
        """Take the room of what will be found: what lies beside and below moves as little as can be then.

        It is as wide as whatever that is, and as high as what was found last.
        """
        from pellucid.ui.findings.row import least_px  # noqa: PLC0415 -- not needed to start

        margins = self._layout.contentsMargins()
        self.setMinimumWidth(least_px() + margins.left() + margins.right())
        former_px = self._inside.height() if self._inside is not None and self.isVisible() else 0
        body = self._begin(words)
        self.words.show()
        more = self._make_more()  # where the fold of measurements will be
        keep_room(more)
        more.hide()
        body.addWidget(more)
        body.addStretch(1)
        self._finish(former_px)

    def show_failed(self, sentence: str) -> None:
        """The photo could not be measured."""
        body = self._begin(f"{tr(FAILED)} {sentence}".rstrip())
        again = lay_out(
            QHBoxLayout(), _make_button(tr("Try again"), self.retry_requested.emit), STRETCH, margins=(8, 0, 8, 0)
        )
        body.addLayout(again)
        self._finish()

    def show_findings(self, findings: "Findings", is_repaired: IsRepaired) -> None:
        """Show what was measured: what is wrong at once, all else on request."""
        from pellucid.foundation.findings import NOTHING_TO_REPAIR  # noqa: PLC0415 -- not needed to start

        found = findings.found
        body = self._begin("" if found else tr(NOTHING_TO_REPAIR))
        fine = (finding for finding in findings.measured if not finding.is_found)
        self.rows = [self._row(finding) for finding in (*found, *fine)]
        for row in self.rows[: len(found)]:
            body.addWidget(row)
        self._add_rest(body, self.rows[len(found) :])
        self.show_repairs(is_repaired)
        self._finish()

    def show_repairs(self, is_repaired: IsRepaired) -> None:
        """Say what the edits repair already."""
        wrong = [row for row in self.rows if row.finding.is_found]
        for row in wrong:
            row.show_repaired(is_repaired=is_repaired(row.finding))
        repairable = [row for row in wrong if row.finding.proposal is not None]
        left = [row for row in repairable if not is_repaired(row.finding)]
        self.all_button.setVisible(bool(left))
        if wrong:
            # In the place of the button, so that no row moves below the pointer that repaired one.
            self.note.show_text("" if left else tr(ALL_REPAIRED) if repairable else tr(NO_REPAIR))
            self.note.setVisible(not left)

    def show_map(self, shown: tuple[str, str]) -> None:
        """Say which map lies over the photo; empty names for none."""
        for row in self.rows:
            row.show_map(shown=row.finding.map == shown)

    def _row(self, finding: "Finding") -> "FindingRow":
        from pellucid.ui.findings.row import FindingRow  # noqa: PLC0415 -- not needed to start

        row = FindingRow(finding, self._icons)
        row.repair_requested.connect(lambda: self.repair_requested.emit(finding))
        row.map_toggled.connect(lambda on: self.map_toggled.emit(finding, on))
        return row

    def _add_rest(self, body: QVBoxLayout, rows: "list[FindingRow]") -> None:
        """What is as it should be, folded."""
        if not rows:
            return
        rest = QWidget()
        inside = QVBoxLayout(rest)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for row in rows:
            inside.addWidget(row)
        self.more = self._make_more()
        self.more.clicked.connect(lambda: self._unfold(rest, not self._shows_all))
        body.addWidget(self.more)
        body.addWidget(rest)
        self._unfold(rest, self._shows_all)

    def _make_more(self) -> QToolButton:
        more = QToolButton()
        more.setObjectName("more")
        more.setText(tr("All measurements"))
        more.setAutoRaise(True)
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._icons.give(more, "mdi6.chevron-right")
        return more

    def _unfold(self, rest: QWidget, unfolded: bool) -> None:
        self._shows_all = unfolded
        rest.setVisible(unfolded)
        if self.more is not None:
            self._icons.give(self.more, "mdi6.chevron-down" if unfolded else "mdi6.chevron-right")

    def _begin(self, words: str) -> QVBoxLayout:
        """Show the head alone, with some words, and give the place for what comes below."""
        self._clear()
        self._inside = QWidget()
        body = QVBoxLayout(self._inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(8, 14, 8, 4)
        head.setSpacing(8)
        head.addWidget(Title(tr("Findings")))
        self.note = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.note.setFont(font_of(TextSize.SMALL))
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note.hide()
        head.addStretch()
        head.addWidget(self.note, 1)
        self.all_button = _make_button(tr("Repair all"), self.all_requested.emit)
        self.all_button.setToolTip(tr("Repair everything that a step is proposed against, as one step  (Ctrl+U)"))
        self.all_button.setObjectName("inRow")
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # as the buttons of the rows
        self.all_button.hide()
        head.addStrut(self.all_button.sizeHint().height())  # as high without it
        head.addWidget(self.all_button)
        body.addLayout(head)
        self.words = QLabel(wordWrap=True)
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.words.setContentsMargins(8, 0, 8, 2)
        self.words.setMinimumHeight(ROW_PX)
        body.addWidget(self.words)
        self._say(words)
        return body

    def _finish(self, least_px: int = 0) -> None:
        """Show what was begun, all of it at once."""
        assert self._inside is not None
        self._inside.setMinimumHeight(least_px)
        self._layout.addWidget(self._inside)
        self._inside.show()
        self.show()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _clear(self) -> None:
        self.rows, self.more = [], None
        if self._inside is not None:
            self._layout.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None


def _make_button(text: str, does: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(lambda _checked=False: does())
    return button
