"""The parts of `build.py`: what goes in, how large it may be, and how it is packed for each system.

Standard library only, with two exceptions that run in the environment of the build and say so.
"""
