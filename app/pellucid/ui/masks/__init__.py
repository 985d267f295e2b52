"""Masks in the window: which one is edited, its parts and settings, and the hand on the photo."""
