"""Options and numbers that need no photo library, so that `train` runs with torch, numpy and pillow alone."""

import argparse
import math
import os
from typing import Any

DEVICE_HELP = "auto, cpu, cuda, cuda:N or mps (default: auto)"


def add_device_argument(parser: argparse.ArgumentParser) -> None:
    """Declare where to compute."""
    parser.add_argument("--device", default="auto", help=DEVICE_HELP)


class _Precision(argparse.Action):
    """Goes into the environment, where engines and the processes of a batch look for it."""

    def __call__(self, _parser: Any, namespace: argparse.Namespace, values: Any, _option: str | None = None) -> None:
        setattr(namespace, self.dest, values)
        os.environ["PELLUCID_PRECISION"] = values


def add_computing_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where networks are computed, and with which precision."""
    add_device_argument(parser)
    parser.add_argument(
        "--precision",
        action=_Precision,
        choices=("automatic", "full"),
        help="full is float32; automatic takes bfloat16 for denoising where the processor is much quicker with it "
        "(default: automatic)",
    )


def positive_count(text: str) -> int:
    """Read a whole number of at least 1; for argparse."""
    try:
        count = int(text)
    except ValueError:
        count = 0
    if count < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number above zero")
    return count


def positive_number(text: str) -> float:
    """Read a number above zero; for argparse."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"“{text}” is no number above zero")
    return value
