"""The window: what a person sees and touches. PySide6 yes, torch and pixel computing no.

`main_window` is the way in: it tells requests as signals and takes facts as calls, and knows no worker and no engine.
`session` owns the edits of the open photo, `canvas` shows frames, `panel` is built from the catalogue, `dialogs` ask.
Wires to other rooms are drawn in `wires.connect_rooms` only.
"""
