"""Weights that the authors published, read from their own files: one module a network, never a pickle that is run."""
