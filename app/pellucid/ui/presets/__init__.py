"""Presets in the window: the pop-up that shows them on the open photo, and how one is saved."""
