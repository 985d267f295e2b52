"""Pellucid: a desktop photo editor for restoration."""

__version__ = "0.1.0"
