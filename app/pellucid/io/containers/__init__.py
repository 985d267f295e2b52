"""Metadata inside JPEG, PNG and WebP files: `read` finds the blocks, `rewrite` replaces them.

What rewriting copies is the coded picture alone, byte for byte and never decoded; all else is written anew or left out.
`mpo` and `jps` are JPEGs with two eyes: where each lies, and how they are put together. `behind` tells what else lies
in a JPEG file. Sizes are checked before anything is read, and what unpacks is bounded.
"""
