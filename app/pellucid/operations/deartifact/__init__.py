"""Deartifact: takes away the blocks, rings and colour bleeding that JPEG leaves."""
