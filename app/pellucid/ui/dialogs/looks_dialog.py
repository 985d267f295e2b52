"""The looks of a person: to use, export, import, delete, and the way to teach another."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.looks import (
    SUFFIX,
    Look,
    delete_look,
    export_look,
    import_look,
    list_looks,
    suggest_file,
)
from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_button, make_foot
from pellucid.ui.dialogs.confirming import is_confirmed
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
from pellucid.ui.quiet_label import EmptyNote, QuietLabel
from pellucid.ui.rows import add_row

_ID = Qt.ItemDataRole.UserRole
_EMPTY = mark("There are no looks yet. Teach one from pairs of your own edits, or import one that somebody gave you.")


class LooksDialog(QDialog):
    """Lists looks; reads the folder whenever it changes something.

    Signals:
        use_requested(str): put this look on the photo.
        teach_requested(): open the way to teach.
        changed(): a look came or went.
    """

    use_requested = Signal(str)
    teach_requested = Signal()
    changed = Signal()

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Looks"))
        self.resize(560, 380)
        self._folder = folder
        self._has_photo = False
        self._looks: dict[str, Look] = {}
        self.rows = QListWidget()
        self.rows.setAccessibleName(tr("Looks"))
        self.rows.currentItemChanged.connect(self._on_current_changed)
        self.rows.itemDoubleClicked.connect(self._on_use)
        self.empty = EmptyNote(tr(_EMPTY))
        self.message = QuietLabel()
        self.use = make_button(tr("&Use on the Photo"), self._on_use)
        self.use.setObjectName("primary")
        self.export = make_button(tr("&Export…"), self._on_export)
        self.delete = make_button(tr("&Delete"), self._on_delete)
        self.import_ = make_button(tr("&Import…"), self._on_import)
        self.teach = make_button(tr("&Teach a Look…"), self.teach_requested.emit)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        """What one does to the chosen look stands by it, what brings another at the foot."""
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        chosen.addWidget(self.message, 1)
        for button in (self.export, self.delete, self.use):
            chosen.addWidget(button)
        lay_out(
            QVBoxLayout(self),
            (self.rows, 1),
            (self.empty, 1),
            chosen,
            make_foot(self.teach, self.import_, close=self.reject),
            margins=DIALOG_MARGINS,
            spacing=12,
        )

    def set_has_photo(self, has_photo: bool) -> None:
        """Say whether there is a photo to put a look on."""
        self._has_photo = has_photo
        self._on_current_changed()

    def refresh(self, chosen: str = "") -> None:
        """Read the folder again and choose a look."""
        self._looks = {look.id: look for look in list_looks()}
        self.rows.clear()
        for look in self._looks.values():
            item = add_row(self.rows, look.title)
            item.setData(_ID, look.id)
            item.setToolTip(_described(look))
            if look.id == chosen:
                self.rows.setCurrentItem(item)
        if self.rows.currentItem() is None and self._looks:
            self.rows.setCurrentRow(0)
        self._on_current_changed()

    def import_from(self, file: Path) -> None:
        """Install a look."""
        self._try(lambda: self._imported(file))

    def export_to(self, target: Path) -> None:
        """Copy the chosen look."""
        look = self._chosen()
        if look is not None:
            self._try(lambda: self._exported(look, target))

    def delete_chosen(self) -> None:
        """Delete the chosen look without asking."""
        look = self._chosen()
        if look is not None:
            self._try(lambda: self._deleted(look))

    def _imported(self, file: Path) -> str:
        look = import_look(file)
        self.refresh(look.id)
        self.changed.emit()
        return tr("“{title}” is installed.", title=look.title)

    def _exported(self, look: Look, target: Path) -> str:
        export_look(look.id, target)
        return tr("“{title}” lies in {target}.", title=look.title, target=target)

    def _deleted(self, look: Look) -> str:
        delete_look(look.id)
        self.refresh()
        self.changed.emit()
        return tr("“{title}” is deleted.", title=look.title)

    def _try(self, work: Callable[[], str]) -> None:
        """Do it and say so, or say what went wrong."""
        try:
            self.message.setText(work())
        except PellucidError as error:
            self.message.setText(str(error))

    def _chosen(self) -> Look | None:
        item = self.rows.currentItem()
        return self._looks.get(item.data(_ID)) if item else None

    def _on_current_changed(self) -> None:
        look = self._chosen()
        self.rows.setHidden(not self._looks)
        self.empty.setHidden(bool(self._looks))
        for button in (self.export, self.delete, self.use):
            button.setHidden(not self._looks)
        self.use.setEnabled(look is not None and self._has_photo)
        self.message.setText(_described(look) if look else "")

    def _on_use(self) -> None:
        look = self._chosen()
        if look is not None and self._has_photo:
            self.use_requested.emit(look.id)

    def _on_export(self) -> None:
        look = self._chosen()
        if look is not None:
            name, _ = QFileDialog.getSaveFileName(
                self,
                tr("Export the look"),
                str(self._folder / suggest_file(look)),
                tr("Looks (*{ending})", ending=SUFFIX),
            )
            if name:
                self.export_to(Path(name))

    def _on_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Import a look"), str(self._folder), tr("Looks (*{ending})", ending=SUFFIX)
        )
        if name:
            self.import_from(Path(name))

    def _on_delete(self) -> None:
        look = self._chosen()
        if look is None:
            return
        told = tr(
            "“{title}” goes for good. Photos edited with it keep their edits, but need it to be shown again.",
            title=look.title,
        )
        if is_confirmed(self, tr("Delete the look?"), told):
            self.delete_chosen()


def _described(look: Look) -> str:
    figures = look.card["figures"]
    measured = [
        tr(
            "{value:.1f} dB on {data_set}, {date}",
            value=figure["value"],
            data_set=figure["data_set"],
            date=figure["date"],
        )
        for figure in figures
    ]
    return f"{look.title}: {', '.join(measured)}"
