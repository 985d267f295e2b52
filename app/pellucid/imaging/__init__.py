"""Pure tensor functions, one subject a file. No state, no files, no networks.

Pictures are float32 tensors `(..., C, H, W)`; every public function states range and colour space.
"""
