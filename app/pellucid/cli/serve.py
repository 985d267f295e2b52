"""`pellucid serve`: one JSON job a line in, one JSON answer a line out, until the input ends.

    {"in": "a.jpg", "out": "b.jpg", "ops": ["denoise:gamma=1.2"], "maps": {"noise": "n.tif"},
     "pair": "right.jpg", "eye": "left", "depth": 8, "quality": 92, "metadata": "without-location", "proof": true,
     "force": true}
    {"code": 0, "message": "", "seconds": 1.234, "warnings": []}

Only `in` and `out` are needed. An operation of `ops` can be named for a mask, as in `"denoise@sky:gamma=2"`; its file
is given by the name, as in `"masks": {"sky": "sky.json"}`. `preset` lays one over the photo, by its name or file, below
the steps of `ops`; `version` begins with that one of the edits saved of the photo; `"auto": true` repairs what is found
wrong. Framing and size are keys as well, named as the options of `apply`: `"straighten": 1.5`,
`"crop": [0, 0, 0.5, 1]`, `"long_side": 2048`, `"box": [800, 600]`. Instead of `pair`, `order` (crossed or parallel)
tells of two eyes side by side.

`existing` (unique, overwrite or skip) says what is done where `out` is there already. With `pattern`, as in
`"{name}-{number}"`, `out` is the folder for a file of that name, and `number` its number. The answer then tells the
file as `out`, and `skipped` where none was made. `saved` begins with the edits saved of the photo, and `max_pixels` is
the limit for this photo.

The networks stay loaded between jobs. No job ends the service: a line that is no job is answered with code 2, a bug
with code 1.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pellucid.cli import framing_options
from pellucid.cli.console import say_json
from pellucid.cli.edit_options import (
    add_metadata_argument,
    add_reading_arguments,
    existing_choice,
    export_options,
    eye_order,
)
from pellucid.cli.framing_options import NUMBER, framing_request
from pellucid.cli.job import Job, attempt
from pellucid.cli.masked_operations import is_masked, parse_masked
from pellucid.cli.operations_text import parse_stack
from pellucid.cli.plain_options import add_computing_arguments
from pellucid.document.edit import Edit
from pellucid.document.preset_folder import find_preset
from pellucid.engine.batch.outcomes import Outcome
from pellucid.engine.batch.plan import Naming, name_of, suffix_for
from pellucid.foundation.errors import PellucidError, UsageError, UserFacingError
from pellucid.foundation.export_options import Existing
from pellucid.foundation.eyes import Eye
from pellucid.foundation.name_pattern import NamePattern
from pellucid.foundation.output_names import Target, planned_targets
from pellucid.foundation.progress import Progress

if TYPE_CHECKING:
    from pellucid.engine.engine import Engine

log = logging.getLogger("pellucid.cli")

_TYPES: dict[str, tuple[type, ...]] = {
    "in": (str,),
    "out": (str,),
    "ops": (list,),
    "masks": (dict,),
    "preset": (str,),
    "version": (str,),
    "auto": (bool,),
    "maps": (dict,),
    "pair": (str,),
    "eye": (str,),
    "order": (str,),
    "depth": (int,),
    "quality": (int,),
    "metadata": (str,),
    "proof": (bool,),
    "force": (bool,),
    "saved": (bool,),
    "max_pixels": (int,),
    "pattern": (str,),
    "number": (int,),
    "existing": (str,),
    "target_stamp": (str,),
    **framing_options.KEYS,
}
_NEEDED = ("in", "out")
_COUNTS = ("number", "max_pixels")
_LARGEST_COUNT = 10**15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_metadata_argument(parser)
    add_reading_arguments(parser)
    add_computing_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stdin ends."""
    from pellucid.engine.engine import open_engine  # noqa: PLC0415 -- loads torch

    engine = open_engine(arguments.device)
    try:
        serve(sys.stdin.buffer, engine, arguments.max_pixels, say_json, metadata=arguments.metadata)
    finally:
        engine.close()
    return 0


def serve(
    lines: Iterable[bytes],
    engine: "Engine",
    max_pixels: int,
    answer: Callable[[dict[str, Any]], None],
    *,
    metadata: str | None = None,
) -> None:
    """Answer every line that is not empty, in order.

    Args:
        lines: the jobs as UTF-8 JSON.
        engine: computes them all.
        max_pixels: larger photos are refused.
        answer: is given the answer to each.
        metadata: the choice for jobs that make none.
    """
    for line in lines:
        if line.strip():
            answer(answer_line(line, engine, max_pixels, metadata))


def parse_job(line: bytes, max_pixels: int, metadata: str | None = None) -> Job:
    """Read one job; see `serve`.

    Raises:
        UsageError: it is no JSON object, or a key or a value of it is not known; says which.
    """
    request = _parse_object(line)
    shape = {key: request[key] for key in framing_options.KEYS if key in request}
    framing_request(shape)  # what is wrong is told before the photo is opened
    existing = existing_choice(request.get("existing"))
    operations = _texts("ops", request.get("ops", []))
    masks = _paths("masks", request.get("masks", {}))
    photo = _path(request["in"])
    target = _target(photo, request, existing)
    return Job(
        photo=photo,
        target=target.path,
        edit=Edit(stack=parse_stack([text for text in operations if not is_masked(text)])),
        masked=parse_masked(operations, masks),
        preset=find_preset(request["preset"]) if "preset" in request else None,
        version=request.get("version", ""),
        repairs=request.get("auto", False),
        shape=shape,
        options=export_options(
            request.get("depth"),
            request.get("quality"),
            request.get("metadata", metadata),
            shape,
            overwrite=request.get("force", False) or existing is Existing.OVERWRITE,
            proof=request.get("proof", False),
        ),
        maps=tuple(_paths("maps", request.get("maps", {})).items()),
        pair=_path(request["pair"]) if "pair" in request else None,
        eye=_eye(request.get("eye", Eye.LEFT.value)),
        order=eye_order(request.get("order")),
        max_pixels=request.get("max_pixels", max_pixels),
        begins_with_saved=request.get("saved", False),
        is_skipped=target.is_skipped,
        is_named_here="pattern" in request or existing is not None,
        target_stamp=request.get("target_stamp"),
    )


def _target(photo: Path, request: dict[str, Any], existing: Existing | None) -> Target:
    """The file to make, and whether one that is there stays."""
    out = _path(request["out"])
    if "pattern" in request:
        naming = Naming(
            NamePattern(request["pattern"]),
            existing,
            side_by_side="order" in request,
            version=request.get("version", ""),
        )
        number = request.get("number", 1)
        name = name_of(photo, naming, number, number) + suffix_for(photo, side_by_side=naming.side_by_side)
        out = out / name
    (target,) = planned_targets([out.name], out.parent, existing)
    return target


def answer_line(line: bytes, engine: "Engine", max_pixels: int, metadata: str | None = None) -> dict[str, Any]:
    """Do what a line asks for, and answer it; whatever happens, there is an answer."""
    named: dict[str, Any] = {}
    try:
        job = parse_job(line, max_pixels, metadata)
    except PellucidError as error:
        outcome = Outcome(error.exit_code, str(error))
    except Exception as error:
        log.exception("internal error while reading a job")
        failure = UserFacingError.of(error)
        outcome = Outcome(failure.exit_code, failure.sentence)
    else:
        outcome = attempt(job, engine, Progress())
        named = {"out": str(job.target)} if job.is_named_here else {}
    return outcome.as_json() | named


def _parse_object(line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError("the line is not JSON") from error
    if not isinstance(request, dict):
        raise UsageError("a job is a JSON object")
    request = {name: value for name, value in request.items() if value is not None}
    _check(request)
    return request


def _check(request: dict[str, Any]) -> None:
    for name, value in request.items():
        kinds = _TYPES.get(name)
        if kinds is None:
            raise UsageError(f"there is no key “{name}”; known are {', '.join(_TYPES)}")
        if type(value) not in kinds:
            raise UsageError(f"{name}: {_words_for(name, kinds)} is needed")
    for name in _NEEDED:
        if name not in request:
            raise UsageError(f"the key “{name}” is missing")
    for name in _COUNTS:
        if name in request and not 1 <= request[name] <= _LARGEST_COUNT:
            raise UsageError(f"{name}: the number must be at least 1 and at most {_LARGEST_COUNT}")


def _words_for(name: str, kinds: tuple[type, ...]) -> str:
    if kinds == (list,) and name in framing_options.KEYS:
        return "a list of numbers"
    named = ["a number"] if float in kinds else []
    named += [_KIND_WORDS[kind] for kind in kinds if not (named and kind in NUMBER)]
    return " or ".join(named)


_KIND_WORDS = {
    str: "a text",
    list: "a list of texts",
    dict: "an object of texts",
    int: "a whole number",
    bool: "true or false",
}


def _texts(name: str, values: list[Any]) -> list[str]:
    if not all(isinstance(value, str) for value in values):
        raise UsageError(f"{name}: a list of texts is needed")
    return values


def _paths(name: str, request: dict[str, Any]) -> dict[str, Path]:
    files = _texts(name, list(request.values()))
    return {key: _path(file) for key, file in zip(request, files, strict=True)}


def _eye(word: str) -> Eye:
    try:
        return Eye(word)
    except ValueError as error:
        raise UsageError(f"eye: “{word}” is neither left nor right") from error


def _path(text: str) -> Path:
    try:
        os.fsencode(text)
    except UnicodeError as error:
        raise UsageError(f"{text!a} is no file name") from error
    if not text or "\0" in text:
        raise UsageError(f"{text!r} is no file name")
    return Path(text)
