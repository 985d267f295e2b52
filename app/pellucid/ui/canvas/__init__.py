"""The picture in the middle: view maths, what is drawn where, two ways of drawing it, and the hand on it.

`viewing`, `compare` and `plan` are plain arithmetic without Qt; `gl_surface` (with `gl_programs` and `textures`) and
`painter_surface` carry out the same plan; `canvas` joins them with `pointer` (mouse and keys), `chrome` (divider and
labels) and `coarse` (when speed goes before sharpness).
"""
