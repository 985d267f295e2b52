"""The entry of the command line: finds the verb, runs it, words failures, returns the exit code.

Without a verb the arguments are photos, and the editor opens; how it opens is handed in, because this room knows
no window. Exit codes: 0 done, 1 internal error, 2 usage, 3 unsupported, 4 cannot read, 5 refused, 6 cannot write,
7 not enough memory, 8 model, 9 batch with failures, 130 interrupted, 141 nobody reads the output any more.
"""

import argparse
import contextlib
import io
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, Protocol

from pellucid import __version__
from pellucid.cli.console import complain, say_json
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.errors import Cancelled, PellucidError, UsageError, UserFacingError

log = logging.getLogger("pellucid.cli")

_NEGATIVE = re.compile(r"-\.?\d")

INTERRUPTED = 130
PIPE_CLOSED = 141

OpenEditor = Callable[[EditorStart], int]
"""Opens the editor and returns its exit code."""


class Verb(Protocol):
    """What the file of a verb offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it and return the exit code."""
        ...


def _apply() -> Verb:
    from pellucid.cli import apply  # noqa: PLC0415 -- a verb loads only what it needs

    return apply


def _batch() -> Verb:
    from pellucid.cli import batch  # noqa: PLC0415 -- as above

    return batch


def _cluster() -> Verb:
    from pellucid.cli import cluster  # noqa: PLC0415 -- as above

    return cluster


def _info() -> Verb:
    from pellucid.cli import info  # noqa: PLC0415 -- as above

    return info


def _models() -> Verb:
    from pellucid.cli import models  # noqa: PLC0415 -- as above

    return models


def _looks() -> Verb:
    from pellucid.cli import looks  # noqa: PLC0415 -- as above

    return looks


def _presets() -> Verb:
    from pellucid.cli import presets  # noqa: PLC0415 -- as above

    return presets


def _train() -> Verb:
    from pellucid.cli import train  # noqa: PLC0415 -- as above

    return train


def _serve() -> Verb:
    from pellucid.cli import serve  # noqa: PLC0415 -- as above

    return serve


def _bench() -> Verb:
    from pellucid.cli import bench  # noqa: PLC0415 -- as above

    return bench


VERBS: dict[str, tuple[str, Callable[[], Verb]]] = {
    "apply": ("edit one photo and write the result", _apply),
    "batch": ("edit many photos into a folder", _batch),
    "cluster": ("be the scheduler or a worker of a batch on several machines", _cluster),
    "info": ("tell the facts of a photo", _info),
    "models": ("list, check or import networks", _models),
    "looks": ("teach looks from pairs of photos, and keep them", _looks),
    "presets": ("list, import, export or delete presets", _presets),
    "train": ("train a network", _train),
    "serve": ("take jobs as JSON lines on stdin, answer on stdout", _serve),
    "bench": ("measure this machine", _bench),
}


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def main(arguments: Sequence[str], open_editor: OpenEditor) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name.
        open_editor: called when there is no verb.

    Returns:
        The exit code.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # file names need not be valid text
    as_json = "--json" in arguments
    try:
        return _dispatch(arguments, open_editor)
    except SystemExit as stop:  # argparse after --help and --version
        return stop.code if isinstance(stop.code, int) else 0
    except (KeyboardInterrupt, Cancelled):
        return INTERRUPTED
    except BrokenPipeError:
        with contextlib.suppress(OSError):  # so that the flush at exit finds somebody who takes it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except PellucidError as error:
        return _fail(UserFacingError.of(error), as_json=as_json)
    except Exception as error:
        log.exception("internal error")
        return _fail(UserFacingError.of(error), as_json=as_json)


def _dispatch(arguments: Sequence[str], open_editor: OpenEditor) -> int:
    if arguments and arguments[0] in VERBS:
        name = arguments[0]
        summary, load = VERBS[name]
        verb = load()
        parser = _Parser(prog=f"pellucid {name}", description=summary, allow_abbrev=False)
        verb.add_arguments(parser)
        return verb.run(parser.parse_args(_with_values(arguments[1:])))
    parsed = _editor_parser().parse_args(arguments)
    if parsed.pair is not None and len(parsed.files) != 1:
        raise UsageError("--pair goes with one photo, the left eye's (see pellucid --help)")
    return open_editor(EditorStart(tuple(parsed.files), parsed.pair, parsed.driver, parsed.new_window))


def _with_values(arguments: Sequence[str]) -> list[str]:
    """`--option -1,2` as `--option=-1,2`, which argparse would else take for another option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and _NEGATIVE.match(argument) and joined[-1].startswith("--") and "=" not in joined[-1]:
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _editor_parser() -> argparse.ArgumentParser:
    verbs = "\n".join(f"  pellucid {name:8}{summary}" for name, (summary, _) in VERBS.items())
    parser = _Parser(
        prog="pellucid",
        description="Open photos in the editor.",
        epilog=f"without a window:\n{verbs}\n\npellucid VERB --help tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="photos to open")
    parser.add_argument("--pair", type=Path, metavar="RIGHT", help="the right eye's photo; FILE is the left one's")
    parser.add_argument("--new-window", action="store_true", help="open a window of its own, even where one is open")
    parser.add_argument("--driver", metavar="SOCKET", help="listen there for test commands")
    parser.add_argument("--version", action="version", version=f"Pellucid {__version__}")
    return parser


def _fail(error: UserFacingError, *, as_json: bool) -> int:
    complain(error.sentence)
    if as_json:
        say_json({"code": error.exit_code, "message": error.sentence})
    return error.exit_code
