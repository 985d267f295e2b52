"""The picture in the middle: view maths, what is drawn where, two ways of drawing it, and the hand on it.

`viewing`, `compare` and `paint_list` are plain arithmetic without Qt; `gl_surface` (with `gl_programs` and `textures`)
and `painter_surface` carry out the same list; `canvas` joins them with `pointer` (mouse and keys), `chrome` (divider
and labels) and `coarse` (when speed goes before sharpness).
"""
