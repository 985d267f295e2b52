"""Deblur: takes away the blur of a shaking hand and of things that moved."""
