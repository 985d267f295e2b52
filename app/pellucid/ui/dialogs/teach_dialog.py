"""Teaches a look: asks for a name and folders, shows the progress, then held-out pairs and how near the look comes.

It lies beside the window and does not block it: photos are edited on while a look is being taught. It can be hidden
meanwhile, for the status line tells how far it is, and comes back with the result.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from pellucid.foundation.errors import UsageError
from pellucid.foundation.looks import LONGEST_TITLE, checked_title
from pellucid.foundation.teaching_request import TeachingRequest, TeachingResult
from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_button
from pellucid.ui.dialogs.taught_view import TaughtView
from pellucid.ui.layouts import DIALOG_MARGINS
from pellucid.ui.quiet_label import QuietLabel
from pellucid.ui.style.title import Title
from pellucid.ui.wording import remaining_text

_INTRODUCTION = mark(
    "A look is learned from photos as they were and as you edited them. 5 pairs are enough, 500 the most."
)
_PAIRS = mark(
    "Both photos of a pair have the same size and the same name, in two folders or in the folders “before” and “after” "
    "of one. In one folder they may also be called NAME_before and NAME_after.\n\n"
    "A fifth of the pairs is held out, to measure how well the look does on photos that it has not seen."
)
_BEGINNING = mark("Reading the pairs…")
_WAITING = mark("Photos can be edited meanwhile. Hide this dialog if it is in the way: it comes back with the result.")
_SMALL, _LARGE = QSize(560, 0), QSize(860, 490)
"""For what is asked, and for pictures side by side."""

_ASKING, _TEACHING, _TAUGHT = range(3)


class TeachDialog(QDialog):
    """Teaching of one look after the other.

    Signals:
        teach_requested(TeachingRequest): begin.
        cancel_requested(): stop; nothing is waited for.
        keep_requested(TeachingResult): keep the look.
    """

    teach_requested = Signal(object)
    cancel_requested = Signal()
    keep_requested = Signal(object)

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Teach a Look"))
        self._folder = folder
        self._result: TeachingResult | None = None
        self.request: TeachingRequest | None = None
        self.name = QLineEdit(tr("My look"), maxLength=LONGEST_TITLE)
        self.name.setAccessibleName(tr("Name of the look"))
        self.before = QLineEdit(placeholderText=tr("Folder with the photos before, or with both"))
        self.before.setAccessibleName(tr("Folder before"))
        self.after = QLineEdit(placeholderText=tr("Folder with your edits; empty where one folder holds both"))
        self.after.setAccessibleName(tr("Folder after"))
        for field in (self.before, self.after):
            field.setToolTip(field.placeholderText())  # which is cut where words are longer
        self.message = QLabel(wordWrap=True)
        self.doing = Title("")
        self.bar = QProgressBar(maximum=1000, textVisible=False)
        self.bar.setAccessibleName(tr("Progress"))
        self.words = QLabel()
        self.view = TaughtView()
        self._pages = (self._asking_page(), self._waiting_page(), self.view)
        self._buttons = QDialogButtonBox()
        self.stop = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self.go = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.stop.setAutoDefault(False)
        self.go.setDefault(True)
        self._buttons.accepted.connect(self._on_go)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(16)
        for page in self._pages:
            layout.addWidget(page, 1)
        layout.addWidget(self._buttons)
        self.show_stopped()

    @property
    def is_teaching(self) -> bool:
        """True while a look is taught; what comes of one that was cancelled is not shown any more."""
        return self.request is not None

    def show_progress(self, share: float, remaining_s: float | None) -> None:
        """Take a report on the teaching."""
        self.bar.setMaximum(1000)
        self.bar.setValue(round(share * 1000))
        self.words.setText(" · ".join(part for part in (f"{share * 100:.0f} %", remaining_text(remaining_s)) if part))

    def show_taught(self, result: TeachingResult) -> None:
        """Show held-out pairs and ask whether to keep the look."""
        self._result = result
        self.request = None
        self.view.show_result(result)
        self._turn_to(_TAUGHT, tr("Keep"), tr("Discard"))

    def show_stopped(self, sentence: str = "") -> None:
        """The teaching was cancelled or failed; says why."""
        self.request = None
        self._say(sentence)
        self._turn_to(_ASKING, tr("Teach"), tr("Close"))

    def reject(self) -> None:
        """Escape, Cancel, Discard or Close: one step back, out of the first page for good."""
        if self.is_teaching:
            self.cancel_requested.emit()
            self.show_stopped()
        elif self._result is not None:
            self._result = None
            self.show_stopped()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 -- Qt's name
        """Who closes the dialog wants no teaching and no result."""
        if self.is_teaching:
            self.cancel_requested.emit()
        self._result = None
        self.show_stopped()
        super().closeEvent(event)

    def _asking_page(self) -> QWidget:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(tr("&Name"), self.name)
        for label, field, words in (
            (tr("&Before"), self.before, tr("Choose the folder before")),
            (tr("&After"), self.after, tr("Choose the folder after")),
        ):
            browse = make_button(tr("Folder…"), partial(self._on_browse, field))
            browse.setAccessibleName(words)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(field, 1)
            line.addWidget(browse)
            caption = QLabel(label)
            caption.setBuddy(field)
            form.addRow(caption, line)
        return _page(QLabel(tr(_INTRODUCTION), wordWrap=True), form, self.message, QuietLabel(tr(_PAIRS)))

    def _waiting_page(self) -> QWidget:
        return _page(self.doing, self.bar, self.words, QuietLabel(tr(_WAITING)))

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _on_browse(self, field: QLineEdit) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Pairs"), field.text() or str(self._folder))
        if chosen:
            self._folder = Path(chosen).parent
            field.setText(chosen)

    def _on_go(self) -> None:
        if self.is_teaching:
            self.hide()
        elif self._result is not None:
            result, self._result = self._result, None
            self.keep_requested.emit(result)
        elif (request := self._asked()) is not None:
            self.request = request
            self.doing.setText(tr("Teaching “{title}”", title=request.title))
            self.bar.setMaximum(0)
            self.words.setText(tr(_BEGINNING))
            self._turn_to(_TEACHING, tr("Hide"), tr("Cancel"))
            self.teach_requested.emit(request)

    def _asked(self) -> TeachingRequest | None:
        """What is asked for; where something is missing, say so and stay."""
        try:
            title = checked_title(self.name.text())
        except UsageError as error:
            self._refuse(self.name, str(error))
            return None
        before, after = self.before.text().strip(), self.after.text().strip()
        for field, text in ((self.before, before), (self.after, after or before)):
            if not (text and Path(text).is_dir()):
                self._refuse(
                    field,
                    tr("“{text}” is no folder.", text=text)
                    if text
                    else tr("Choose the folder with the photos before."),
                )
                return None
        return TeachingRequest(title, Path(before), Path(after) if after else None)

    def _refuse(self, field: QLineEdit, sentence: str) -> None:
        self._say(sentence)
        self._fit()
        field.setFocus()

    def _turn_to(self, page: int, go: str, stop: str) -> None:
        for index, other in enumerate(self._pages):
            other.setVisible(index == page)
        self.go.setText(go)
        self.stop.setText(stop)
        self._fit()

    def _fit(self) -> None:
        """Be as large as what is seen needs."""
        wanted = _SMALL if self.view.isHidden() else _LARGE
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(wanted.expandedTo(QSize(0, layout.totalHeightForWidth(wanted.width()))))


def _page(*parts: QWidget | QLayout) -> QWidget:
    """A page whose parts stand at its top, one below the other."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for part in parts:
        if isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    layout.addStretch()
    return page
