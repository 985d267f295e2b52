"""Retouch: one step to a finished look, learned from well-finished photos."""
