"""`pellucid cluster scheduler|worker`: what `pellucid batch --scheduler ADDRESS` needs on one machine or several.

    pellucid cluster scheduler                              # on one machine, for that machine alone
    pellucid cluster worker tcp://127.0.0.1:8786            # as many as it can feed
    pellucid batch PHOTOS --out DIR --scheduler tcp://127.0.0.1:8786

With other machines each of the three gets `--tls-ca`, `--tls-cert` and `--tls-key`, and the first two `--host`.
"""

import argparse
import os
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pellucid.cli.plain_options import add_computing_arguments, positive_count
from pellucid.engine.batch.cluster import (
    DEFAULT_PORT,
    LOOPBACK,
    TlsFiles,
    cluster_at,
    serve_scheduler,
    serve_worker,
)
from pellucid.foundation.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from pellucid.engine.engine import Engine

PHOTOS_AT_A_TIME = 2
"""Of a worker: one is decoded or coded while another is computed."""

_opening = threading.Lock()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="scheduler|worker")
    scheduler = kinds.add_parser("scheduler", help="hands photos to workers")
    scheduler.add_argument("--port", type=int, default=DEFAULT_PORT, metavar="N", help=f"default: {DEFAULT_PORT}")
    scheduler.set_defaults(serve=_serve_scheduler)
    worker = kinds.add_parser("worker", help="makes photos")
    worker.add_argument("address", metavar="ADDRESS", help="of the scheduler, as it tells it")
    worker.add_argument(
        "--threads",
        type=positive_count,
        default=PHOTOS_AT_A_TIME,
        metavar="N",
        help=f"photos at a time (default: {PHOTOS_AT_A_TIME})",
    )
    add_computing_arguments(worker)
    worker.set_defaults(serve=_serve_worker)
    for kind in (scheduler, worker):
        kind.add_argument(
            "--host", default=LOOPBACK, help=f"address of this machine for the others (default: {LOOPBACK}, for none)"
        )
        add_tls_arguments(kind)


def add_tls_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the files with which machines prove who they are; read by `tls_files`."""
    tls = parser.add_argument_group("TLS, needed beyond this machine")
    tls.add_argument("--tls-ca", type=Path, metavar="FILE", help="certificate of the authority that signed all others")
    tls.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate of this machine")
    tls.add_argument("--tls-key", type=Path, metavar="FILE", help="its key")


def tls_files(arguments: argparse.Namespace) -> TlsFiles | None:
    """The three files; None where none was given.

    Raises:
        UsageError: one is missing.
        UnreadableError: one is not there.
    """
    given = (arguments.tls_ca, arguments.tls_cert, arguments.tls_key)
    if not any(given):
        return None
    if not all(given):
        raise UsageError("--tls-ca, --tls-cert and --tls-key go together")
    for path in given:
        if not path.is_file():
            raise UnreadableError(f"{path}: there is no such file")
    return TlsFiles(*given)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted, or until the scheduler ends."""
    arguments.serve(arguments)
    return 0


def answer_task(line: str) -> str:
    """Make one photo on a worker: a job of `pellucid serve` in, its answer out, both JSON."""
    import json  # noqa: PLC0415 -- as in `console`

    from pellucid.cli.serve import answer_line  # noqa: PLC0415 -- imported on the worker
    from pellucid.io.decode import DEFAULT_MAX_PIXELS  # noqa: PLC0415 -- as above

    with _opening:
        engine = _engine()
    return json.dumps(answer_line(line.encode(), engine, DEFAULT_MAX_PIXELS))


@cache
def _engine() -> "Engine":
    from pellucid.engine.engine import open_engine  # noqa: PLC0415 -- loads torch

    return open_engine()


def _serve_scheduler(arguments: argparse.Namespace) -> None:
    serve_scheduler(arguments.host, arguments.port, tls_files(arguments), _say)


def _serve_worker(arguments: argparse.Namespace) -> None:
    if arguments.device != "auto":
        os.environ["PELLUCID_DEVICE"] = arguments.device
    cluster = cluster_at(arguments.address, tls_files(arguments))
    serve_worker(cluster, arguments.host, arguments.threads, _say)


def _say(address: str) -> None:
    print(address, flush=True)
