"""`pellucid apply IN OUT`: edit one photo, or both eyes of a stereo photo alike."""

import argparse
import time
from pathlib import Path

from pellucid.cli.console import say_json
from pellucid.cli.edit_options import (
    add_edit_arguments,
    add_order_argument,
    export_options,
    eye_order,
    masked_operations,
    plain_operations,
)
from pellucid.cli.framing_options import checked_shape
from pellucid.cli.job import Job, begun, carry_out
from pellucid.cli.operations_text import parse_stack
from pellucid.cli.peak_memory import peak_resident_mib
from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.preset_folder import find_preset
from pellucid.document.versions import find_version
from pellucid.foundation.errors import PellucidError, UsageError, named
from pellucid.foundation.eyes import Eye
from pellucid.foundation.progress import Progress
from pellucid.foundation.terminal import terminal_progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("photo", type=Path, metavar="IN", help="the photo; it is never written")
    parser.add_argument("target", type=Path, metavar="OUT", help="the file to make; its ending chooses the format")
    parser.add_argument("--sidecar", type=Path, metavar="FILE", help="edits to begin with, saved by the editor")
    parser.add_argument("--pair", type=Path, metavar="RIGHT", help="the right eye's photo; IN is the left one's")
    add_order_argument(parser)
    parser.add_argument(
        "--eye",
        choices=[eye.value for eye in Eye],
        default=Eye.LEFT.value,
        help="of a pair, the eye for an OUT or a map of one eye; .mpo, .jps and .pns hold both (default: left)",
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=parse_map_request,
        dest="maps",
        metavar="NAME=FILE.tif",
        help="write an analysis map, as float32 TIFF, or “difference”: what the repairs took away; repeat for more",
    )
    add_edit_arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Edit the photo."""
    started = time.perf_counter()
    shape = checked_shape(arguments)
    preset = find_preset(arguments.preset) if arguments.preset else None
    steps = parse_stack(plain_operations(arguments))
    job = Job(
        photo=arguments.photo,
        target=arguments.target,
        edit=begun(_read_edit(arguments.sidecar, arguments.begins_with), preset, steps)
        if arguments.sidecar
        else Edit(stack=steps),
        preset=None if arguments.sidecar else preset,
        repairs=arguments.auto,
        version="" if arguments.sidecar else arguments.begins_with,
        options=export_options(
            arguments.depth,
            arguments.quality,
            arguments.metadata,
            shape,
            overwrite=arguments.force,
            proof=arguments.proof,
        ),
        shape=shape,
        masked=masked_operations(arguments),
        maps=tuple(arguments.maps),
        pair=arguments.pair,
        eye=Eye(arguments.eye),
        order=eye_order(arguments.order),
        max_pixels=arguments.max_pixels,
    )
    device, warnings = _carry_out(job, arguments.device, Progress() if arguments.json else terminal_progress())
    if arguments.json:
        answer = {
            "code": 0,
            "message": "",
            "in": str(job.photo),
            "out": str(job.target),
            "seconds": round(time.perf_counter() - started, 3),
            "warnings": list(warnings),
            "device": device,
            "peak_resident_mib": peak_resident_mib(),
        }
        say_json(answer)
    else:
        for sentence in warnings:
            print(f"note: {sentence}")
    return 0


def _read_edit(file: Path, version: str) -> Edit:
    """The edit in a sidecar, or a version there."""
    stored = sidecar.read(file)
    return find_version(stored.versions, version).edit if version else stored.edit


def parse_map_request(text: str) -> tuple[str, Path]:
    """Read `NAME=FILE`; for argparse."""
    name, equals, target = text.partition("=")
    if not (name and equals and target):
        raise argparse.ArgumentTypeError(f"“{text}” is not NAME=FILE")
    return name, Path(target)


def _carry_out(job: Job, device: str, progress: Progress) -> tuple[str, tuple[str, ...]]:
    """Do it; returns the device's name and the warnings."""
    from pellucid.engine.engine import open_engine  # noqa: PLC0415 -- loads torch

    engine = open_engine(device)
    try:
        return engine.device_name, carry_out(job, engine, progress)
    except UsageError:
        raise
    except PellucidError as error:
        raise type(error)(named(job.photo, str(error))) from error
    finally:
        engine.close()
