"""What can be done to a photo.

`catalogue`, `spec`, `fields` and every `<name>/parameters.py` are plain data without torch, so the window can be
built from them before torch is loaded. `contract`, `processes` and every `<name>/process.py` are the pixels.
"""
