"""The threads: one renders, one loads, one exports. QtCore only; each long-lived, one owner, one object.

A worker waits at a one-place mailbox: posting replaces what waits, so nothing ever queues up. What goes in and out
is frozen. Torch and the engine are imported on the threads, after the window stands.
"""
