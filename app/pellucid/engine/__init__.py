"""From a photo and its stack to pixels: live frames for the canvas, whole pictures for files. No Qt.

`session` opens a device with its networks; `pipeline` runs the steps on a rectangle and survives a GPU that fails;
`preview` makes frames, `full_render` whole pictures, `export` files.
"""
