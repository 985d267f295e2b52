"""Measuring this machine and the networks on it, for `pellucid bench`: one measurement a file. Prints nothing."""
