"""Every wire between rooms."""

from pellucid.application import Application


def connect_rooms(app: Application) -> None:
    """Every wire between rooms."""
    _connect_requests(app)
    _connect_facts(app)
    _connect_exports(app)
    _connect_versions(app)


def _connect_requests(app: Application) -> None:
    """Down: requests of the window."""
    window = app.window
    window.open_requested.connect(app.open_photo)
    window.pairs.pair_requested.connect(app.open_photo)
    window.notices.reload_wanted.connect(app.open_photo)
    window.eyes.view_chosen.connect(app.scheduler.show_eyes)
    window.eyes.swap_requested.connect(app.scheduler.swap_eyes)
    window.crop.horizon_requested.connect(app.find_horizon)
    window.outputs.requested.connect(
        lambda request: app.finisher.ask(app.scheduler.document, window.eyes.view.eye, request)
    )
    window.readout.requested.connect(
        lambda request: app.reader.ask(app.scheduler.document, window.eyes.view.eye, request)
    )
    # See `Worker` for why not `colorist.post`.
    window.color_display.requested.connect(app.colorist.mailbox.post)
    window.save_requested.connect(app.keeper.keep_now)
    window.notices.own_wanted.connect(app.keeper.keep_own)
    window.notices.other_wanted.connect(app.keeper.take_other)
    window.cancel_requested.connect(app.cancel)
    window.canvas.other_view_changed.connect(app.scheduler.show_other_view)
    window.view_changed.connect(app.scheduler.show_view)
    window.overlay_requested.connect(app.scheduler.show_overlay)
    window.clipping_requested.connect(app.scheduler.show_clipping)
    window.differences.requested.connect(app.scheduler.show_difference)
    window.masks.mask_requested.connect(app.scheduler.show_mask)
    window.masks.selection_requested.connect(lambda request: app.selector.ask(app.scheduler.document, request))
    window.masks.selection_failed.connect(window.workspace.show_error)
    window.session.edit_changed.connect(app.scheduler.show_edit)
    window.session.edit_changed.connect(app.keeper.keep_soon)
    window.session.edit_changed.connect(app.follow_choices)
    window.session.edit_changed.connect(app.findings.hold)
    window.findings.retry_requested.connect(app.findings.measure_again)
    window.canvas.slices_changed.connect(lambda: app.scheduler.show_on(window.canvas.slices))

    window.strip.woken.connect(lambda: connect_many(app))


def _connect_facts(app: Application) -> None:
    """Up: facts from the workers.

    Receivers of the workers' signals are methods of objects of the main thread, so that Qt hands them over there.
    """
    window = app.window
    app.loader.glimpsed.connect(app.show_first_look)
    app.findings.measuring.connect(window.findings.show_measuring)
    app.findings.found.connect(window.findings.take)
    app.findings.failed.connect(window.findings.show_failed)
    app.loader.opened.connect(app.keeper.find)
    app.editor.found.connect(app.show_opened)
    app.loader.failed.connect(app.on_load_failed)
    app.finisher.made.connect(window.outputs.take)
    app.finisher.failed.connect(window.outputs.show_failed)
    app.reader.read.connect(window.readout.take)
    app.colorist.made.connect(window.color_display.take)
    app.colorist.failed.connect(window.color_display.show_failed)
    app.surveyor.found.connect(window.crop.show_horizon)
    app.surveyor.limited.connect(window.crop.set_largest_angle)
    app.selector.selected.connect(window.masks.take_selection)
    app.selector.failed.connect(window.masks.show_selection_failed)
    app.keeper.saved.connect(window.notices.show_saved)
    app.keeper.notified.connect(window.workspace.show_message)
    app.keeper.failed.connect(window.notices.show_failed)
    app.keeper.changed_elsewhere.connect(window.notices.ask)
    app.keeper.photo_changed.connect(window.notices.show_photo_changed)
    app.scheduler.eyes_swapped.connect(window.show_swapped)
    app.scheduler.frame_ready.connect(window.eyes.take)
    app.scheduler.work_asked.connect(app.render_status.on_asked)
    app.renderer.progressed.connect(app.render_status.on_progressed)
    app.renderer.finished.connect(app.render_status.on_finished)
    app.renderer.failed.connect(app.render_status.on_failed)
    app.renderer.device_found.connect(app.render_status.on_device_found)

    window.looks.teach_requested.connect(app.teacher.mailbox.post)
    app.teacher.progressed.connect(window.looks.show_progress)
    app.teacher.taught.connect(window.looks.show_taught)
    app.teacher.failed.connect(window.looks.show_failed)


def _connect_exports(app: Application) -> None:
    window = app.window
    window.export_requested.connect(app.export)
    window.exporting.file_requested.connect(app.export_file)
    window.exports.cancel_requested.connect(app.exporter.queue.cancel)
    window.exports.pause_requested.connect(app.exporter.queue.pause)
    app.exporter.changed.connect(window.exports.take)


def connect_many(app: Application) -> None:
    """The wires of those who work for several photos, once there are several."""
    window, many = app.window, app.many
    # A person waits for photos of a folder: what is prepared for the present photo would slow them down.
    window.strip.look_requested.connect(lambda *_asked: app.renderer.cancel())
    window.strip.look_requested.connect(app.findings.give_way)
    window.strip.look_requested.connect(many.look)
    window.strip.pictures_wanted.connect(many.thumbnails.want)
    window.strip.noise_wanted.connect(many.measure_noise)
    window.strip.rating_requested.connect(many.rate)
    window.transfer.spread_requested.connect(many.spreader.spread)
    window.transfer.repair_requested.connect(many.repair)
    window.transfer.take_back_requested.connect(many.spreader.take_back)

    many.lister.begun.connect(window.strip.show_begun)
    many.lister.listed.connect(window.strip.show_listed)
    many.lister.noted.connect(window.strip.take_notes)
    many.lister.failed.connect(window.strip.show_unlisted)
    many.lister.failed.connect(app.scheduler.show_again)
    many.thumbnails.made.connect(window.strip.take_picture)
    many.thumbnails.unreadable.connect(window.strip.take_failure)
    # These two only hand a path to a worker, so they need not come by way of the main thread.
    app.editor.saved.connect(many.note_saved)
    app.editor.stored_changed.connect(many.note_changed)
    many.edited.made.connect(window.strip.take_picture)
    many.noise.measured.connect(window.strip.take_noise)
    app.editor.rated.connect(window.strip.show_rating)
    app.editor.rating_failed.connect(window.strip.show_unrated)
    many.spreader.progressed.connect(window.transfer.show_progress)
    many.spreader.finished.connect(window.transfer.show_finished)
    many.spreader.record_wanted.connect(window.session.record)
    many.spreader.undo_wanted.connect(window.session.undo)
    many.spreader.open_changed.connect(window.session.take_stored)


def _connect_versions(app: Application) -> None:
    window = app.window
    window.session.versions_changed.connect(lambda: app.keeper.keep_soon(None, dragging=False))
    window.versions.compared_changed.connect(app.scheduler.compare_with)
    window.exporting.version_requested.connect(app.export)
    window.pictures.requested.connect(app.scheduler.want_thumbnails)
    app.renderer.thumbnail_made.connect(window.pictures.take)
