"""Versions of the open photo: the page of the panel, and what can be done with them."""
