"""Verbs with actions of their own, as in `pellucid looks list`: each action names the function that does it."""

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Do the action that was named."""
    code: int = arguments.carry_out(arguments)
    return code
