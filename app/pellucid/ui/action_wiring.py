"""What each action of the main window does, one table from names to calls, and requests that the window hands on."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pellucid.ui.canvas.viewing import NOTCH
from pellucid.ui.filmstrip.menu import make_strip_menu
from pellucid.ui.jobs import OPEN

if TYPE_CHECKING:
    from pellucid.ui.main_window import MainWindow


def connect_actions(window: "MainWindow") -> None:
    """Connect everything but the comparison, which `compare_control` does, and the views of a pair, as `eyes` does."""
    for name, does in {
        "open": window.opener.ask_for_photo,
        "open_pair": window.pairs.ask,
        "open_folder": window.opener.ask_for_folder,
        "save": window.save_requested.emit,
        "export": window.crop.kept_before(lambda: window.exporting.ask_for(window.strip.targets, window.strip.taken)),
        "export_all": window.crop.kept_before(lambda: _ask_for_all(window)),
        "export_again": window.crop.kept_before(window.exporting.again),
        "exports": window.exports.show_list,
        "close": window.close,
        "quit": window.close,
        "undo": window.crop.undo,
        "redo": window.crop.redo,
        "revert_opened": window.session.revert_to_opened,
        "revert_original": window.session.revert_to_original,
        "repair_all": window.findings.repair_all,
        "save_version": window.versions.ask_to_save,
        "presets": window.presets.open,
        "save_preset": window.presets.ask_to_save,
        "import_presets": window.presets.ask_to_import,
        "looks": window.looks.open,
        "zoom_in": lambda: window.canvas.zoom_by(NOTCH),
        "zoom_out": lambda: window.canvas.zoom_by(1 / NOTCH),
        "fit": window.canvas.fit,
        "full": lambda: window.canvas.zoom_to(1.0),
        "double": lambda: window.canvas.zoom_to(2.0),
        "toggle_fit": window.canvas.toggle_fit,
        "output_preview": window.crop.kept_before(window.outputs.toggle),
        "map": window.masks.shown_first(window.maps.cycle_opacity),
        "map_colors": window.masks.colored_first(window.maps.cycle_colors),
        "previous": lambda: window.strip.step(-1),
        "next": lambda: window.strip.step(1),
        "filmstrip": window.strip.toggle,
        **{f"stars_{stars}": partial(window.strip.give_stars, stars) for stars in range(6)},
        "reject": window.strip.reject,
        "select_all": window.strip.select_all,
        "select_open": window.strip.select_open,
        "copy_settings": window.crop.kept_before(window.transfer.copy),
        "paste_settings": window.crop.kept_before(window.transfer.paste),
        "previous_settings": window.crop.kept_before(window.transfer.paste_previous),
        "synchronise_settings": window.crop.kept_before(window.transfer.synchronise),
        "repair_selected": window.crop.kept_before(window.transfer.repair),
        "undo_paste": window.transfer.take_back,
        "panel": window.dock.toggle,
        "full_screen": lambda: window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen),
        "cancel": lambda: leave_or_cancel(window),
        "preferences": window.preferences.open,
        "copy": window.crop.kept_before(lambda: window.handing.copy()),  # noqa: PLW0108 -- is made when first asked for
        "paste": lambda: window.handing.paste(),  # noqa: PLW0108 -- likewise
        "open_elsewhere": window.crop.kept_before(lambda: window.handing.open_elsewhere()),  # noqa: PLW0108 -- likewise
        "messages": window.help.show_messages,
        "copy_report": window.help.copy_report,
        "about": window.help.show_about,
        "shortcuts": window.preferences.show_keys,
    }.items():
        # Qt hands the checked state on, which none of these takes.
        window.commands[name].triggered.connect(lambda _checked=False, does=does: does())
    window.dock.operations.pick_toggled.connect(window.eyes.leave_mixture)


def connect_requests(window: "MainWindow") -> None:
    """Connect what parts of the window ask for to those who do it or hand it on."""
    for shows in (window.canvas.marks.show, window.clipping_requested.emit):
        window.commands["clipping"].toggled.connect(shows)
    window.dock.histogram.clipping_toggled.connect(window.commands["clipping"].trigger)
    window.preferences.followed.connect(window.color_display.follow)
    page = window.workspace.start_page
    page.open_clicked.connect(window.opener.ask_for_photo)
    page.photo_clicked.connect(lambda path: window.opener.choose((path,)))
    page.refused.connect(window.workspace.show_error)
    window.opener.hovered.connect(lambda over: page.show_drop(over=over))
    window.workspace.emptied.connect(window.dock.show_for_photo)
    window.exporting.export_requested.connect(window.export_requested)
    window.dock.version_requested.connect(window.versions.ask_to_save)
    window.presets.given.connect(window.transfer.give)
    window.strip.selection_changed.connect(lambda: window.presets.set_selected(len(window.strip.targets)))
    window.strip.menu_requested.connect(
        lambda at: make_strip_menu(window.commands, window.presets.fill_menu_of_many, window).popup(at)
    )
    for keeper in (window.versions, window.presets):
        keeper.leave_crop_requested.connect(lambda: window.crop.close(keep=True))
    window.versions.export_requested.connect(
        lambda versions: window.exporting.export_versions(versions, window.strip.taken_of_open)
    )
    window.exporting.dialog_opened.connect(window.outputs.serve)
    window.session.edit_changed.connect(lambda edit, _dragging: window.exporting.set_framing(edit.framing))
    window.session.target_changed.connect(lambda mask: window.dock.operations.show_edit(window.session.edit, mask))
    window.session.edit_changed.connect(lambda edit, _dragging: window.status.show_framing(edit.framing))
    window.exports.changed.connect(lambda entry: window.opener.note_export(entry.target))
    window.exports.changed.connect(window.strip.note_export)
    window.strip.woken.connect(window.exports.load_past)
    window.strip.woken.connect(lambda: window.strip.show_exported(window.exports.exported))
    window.exporting.notified.connect(window.workspace.show_message)
    drags = window.tools.drag_source
    drags.begun.connect(window.crop.kept_before(lambda: window.handing.drag(drags)))
    window.jobs.cancel_requested.connect(window.cancel_requested)
    window.jobs.cancel_requested.connect(window.looks.show_cancelled)
    window.looks.cancel_requested.connect(window.cancel_requested)
    window.looks.job_reported.connect(window.jobs.show_progress)
    window.looks.job_done.connect(window.jobs.show_done)
    window.maps.overlay_requested.connect(window.overlay_requested)
    # Map and crop need the same place, and whoever asks for one is done with the other.
    window.maps.overlay_requested.connect(lambda _operation, name: window.crop.close(keep=True) if name else None)
    window.crop.notified.connect(window.workspace.show_message)
    window.masks.map_requested.connect(window.maps.show)
    window.maps.refused.connect(window.workspace.show_message)
    window.canvas.walk_requested.connect(window.strip.step)
    window.opener.folder_chosen.connect(window.strip.open_folder)
    window.strip.photo_chosen.connect(window.open_requested)
    window.strip.refused.connect(window.workspace.show_error)
    window.strip.failed.connect(lambda error: window.show_failed(OPEN, error))
    window.transfer.job_reported.connect(window.jobs.show_progress)
    window.transfer.job_done.connect(window.jobs.show_done)
    window.canvas.panel_toggled.connect(window.commands["panel"].trigger)


def leave_or_cancel(window: "MainWindow") -> None:
    """Leave what lies over the photo; where nothing does, stop the work."""
    if window.crop.is_active:
        window.crop.close(keep=False)
    elif window.masks.is_active:
        window.masks.tool.escape()
    elif window.outputs.is_active:
        window.outputs.close()
    elif window.differences.is_active:
        window.differences.close()
    elif window.maps.is_shown:
        window.maps.hide()
    else:
        window.jobs.cancel()


def _ask_for_all(window: "MainWindow") -> None:
    shown = window.strip.shown
    kept = window.strip.strip.kept if window.strip.strip else shown
    window.exporting.ask_for(kept, window.strip.taken, rejected_count=len(shown) - len(kept))
