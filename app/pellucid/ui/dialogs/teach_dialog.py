"""Teaches a look: asks for a name and folders, shows the progress, then held-out pairs and how near the look comes.

It lies beside the window and does not block it: photos are edited on while a look is being taught. It can be hidden
meanwhile, for the status line tells how far it is, and comes back with the result.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pellucid.foundation.errors import UsageError
from pellucid.foundation.looks import LONGEST_TITLE, checked_title
from pellucid.foundation.teaching_request import TeachingRequest, TeachingResult
from pellucid.ui.dialogs.taught_view import TaughtView
from pellucid.ui.wording import remaining_text

_HINT = (
    "Give 5 to 500 photos as they were and as you edited them, of the same size and under the same names: in two "
    "folders, in the folders “before” and “after” of one, or as NAME_before and NAME_after. A fifth of the pairs is "
    "held out, to measure how well the look does on photos it has not seen."
)

_WAITING = (
    "Learning from your pairs. The photo can be edited meanwhile; hide this dialog, and it comes back with the result."
)


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
        self.setWindowTitle("Teach a Look")
        self.resize(760, 520)
        self._folder = folder
        self._result: TeachingResult | None = None
        self.request: TeachingRequest | None = None
        self.name = QLineEdit("My look", maxLength=LONGEST_TITLE)
        self.name.setAccessibleName("Name of the look")
        self.before = QLineEdit(placeholderText="Folder with the photos before, or with both")
        self.before.setAccessibleName("Folder before")
        self.after = QLineEdit(placeholderText="Folder with your edits; empty where one folder holds both")
        self.after.setAccessibleName("Folder after")
        self.message = QLabel(wordWrap=True)
        self.bar = QProgressBar(maximum=1000, textVisible=False)
        self.bar.setAccessibleName("Progress")
        self.words = QLabel()
        self.view = TaughtView()
        self._pages = QStackedWidget()
        for page in (self._asking_page(), self._waiting_page(), self.view):
            self._pages.addWidget(page)
        self._buttons = QDialogButtonBox()
        self.stop = self._buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        self.go = self._buttons.addButton("Teach", QDialogButtonBox.ButtonRole.AcceptRole)
        self.stop.setAutoDefault(False)
        self.go.setDefault(True)
        self._buttons.accepted.connect(self._on_go)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(16)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._buttons)

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
        self._turn_to(2, "Keep", "Discard")

    def show_stopped(self, sentence: str = "") -> None:
        """The teaching was cancelled or failed; says why."""
        self.request = None
        self.message.setText(sentence)
        self._turn_to(0, "Teach", "Close")

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
        page = QWidget()
        form = QFormLayout(page)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("&Name", self.name)
        for label, field in (("&Before", self.before), ("&After", self.after)):
            browse = QPushButton("Folder…")
            browse.setAutoDefault(False)
            browse.setAccessibleName(f"Choose the folder {field.accessibleName().removeprefix('Folder ')}")
            browse.clicked.connect(lambda _checked=False, field=field: self._on_browse(field))
            line = QHBoxLayout()
            line.addWidget(field, 1)
            line.addWidget(browse)
            caption = QLabel(label)
            caption.setBuddy(field)
            form.addRow(caption, line)
        form.addRow(QLabel(_HINT, wordWrap=True))
        form.addRow(self.message)
        return page

    def _waiting_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addStretch()
        layout.addWidget(QLabel(_WAITING, wordWrap=True))
        layout.addWidget(self.bar)
        layout.addWidget(self.words)
        layout.addStretch()
        return page

    def _on_browse(self, field: QLineEdit) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Pairs", field.text() or str(self._folder))
        if chosen:
            self._folder = Path(chosen).parent
            field.setText(chosen)

    def _on_go(self) -> None:
        if self.is_teaching:
            self.hide()
            return
        if self._result is not None:
            result, self._result = self._result, None
            self.keep_requested.emit(result)
            return
        try:
            title = checked_title(self.name.text())
        except UsageError as error:
            self.message.setText(str(error))
            self.name.setFocus()
            return
        before, after = self.before.text().strip(), self.after.text().strip()
        for field, text in ((self.before, before), (self.after, after or before)):
            if not (text and Path(text).is_dir()):
                self.message.setText(f"“{text}” is no folder." if text else "Choose the folder with the photos before.")
                field.setFocus()
                return
        self.request = TeachingRequest(title, Path(before), Path(after) if after else None)
        self.bar.setMaximum(0)
        self.words.setText("")
        self._turn_to(1, "Hide", "Cancel")
        self.teach_requested.emit(self.request)

    def _turn_to(self, page: int, go: str, stop: str) -> None:
        self._pages.setCurrentIndex(page)
        self.go.setText(go)
        self.stop.setText(stop)
