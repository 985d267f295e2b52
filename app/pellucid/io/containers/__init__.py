"""Metadata inside JPEG, PNG and WebP files: `read` finds the blocks, `rewrite` replaces them.

`mpo` and `jps` are JPEGs with two eyes: where each lies, and how they are put together.

The coded picture is copied byte for byte and never decoded here. Sizes are checked before anything is read, and
what unpacks is bounded.
"""
