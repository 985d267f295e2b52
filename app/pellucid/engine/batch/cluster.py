"""Photos on several machines, through Dask: one task a photo, plain JSON in and out, files by paths that all share.

Dask's own messages are pickles, so whoever can send one to a scheduler or a worker can run code there. So nothing here
listens or connects beyond this machine without TLS files, with which both sides prove who they are (decision 0030).
Dask is imported when it is asked for; it comes with `pellucid[cluster]`.
"""

import asyncio
import ipaddress
import itertools
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pellucid.engine.batch.outcomes import Outcome
from pellucid.foundation.errors import PellucidError, UnreadableError, UsageError

DEFAULT_PORT = 8786
LOOPBACK = "127.0.0.1"

_WINDOW = 1000
"""Photos that the scheduler knows of at a time."""

_CONNECT_S = 20.0
_NEW_TRIES = 1
"""A photo that two workers were lost with is given up."""

_BUG = 1
_LOCAL_HTTP = f"{LOOPBACK}:0"

T = TypeVar("T")
Work = Callable[[str], str]


class SchedulerLostError(PellucidError):
    """The scheduler ended in the middle of a batch."""

    exit_code = 9


@dataclass(frozen=True)
class TlsFiles:
    """Certificates in PEM: of the authority that signed all, the own one, and its key."""

    authority: Path
    certificate: Path
    key: Path


@dataclass(frozen=True)
class Cluster:
    """A scheduler to be found.

    Attributes:
        address: with `tcp://`, or `tls://` where there are TLS files.
        tls: with which both sides prove who they are.
    """

    address: str
    tls: TlsFiles | None = None


def cluster_at(address: str, tls: TlsFiles | None) -> Cluster:
    """Read an address, `HOST:PORT` with or without `tcp://` or `tls://`.

    Raises:
        UsageError: it is no address, or leads to another machine without TLS files.
    """
    scheme, _, place = address.rpartition("://")
    try:
        parts = urlsplit(f"//{place}")
        host, port = parts.hostname, parts.port or DEFAULT_PORT
    except ValueError:
        host, port = None, 0
    if not host or scheme not in ("", "tcp", "tls") or parts.path:
        raise UsageError(f"“{address}” is no address of a scheduler; it looks like tcp://127.0.0.1:{DEFAULT_PORT}")
    if scheme == "tls" and tls is None:
        raise UsageError(f"{address}: TLS needs --tls-ca, --tls-cert and --tls-key")
    require_safe(host, tls)
    shown = f"[{host}]" if ":" in host else host
    return Cluster(f"{'tls' if tls else 'tcp'}://{shown}:{port}", tls)


def require_safe(host: str, tls: TlsFiles | None) -> None:
    """Refuse to speak with other machines unless both sides prove who they are.

    Raises:
        UsageError: without TLS files, and the host is not this machine.
    """
    if tls is None and not _is_loopback(host):
        raise UsageError(
            f"{host} is not this machine: whoever reaches an open scheduler can run programs here. Give --tls-ca, "
            f"--tls-cert and --tls-key, or use {LOOPBACK}."
        )


def run_there(jobs: Iterable[tuple[T, dict[str, Any]]], cluster: Cluster, work: Work) -> Iterator[tuple[T, Outcome]]:
    """Have workers make photos.

    Args:
        jobs: each with the JSON that asks for it; taken as there are workers for them.
        cluster: whose scheduler has workers.
        work: answers a line of JSON with one; workers import it by its name.

    Yields:
        Each job and what became of it, as they come. One whose worker is lost is made by another.

    Raises:
        UnreadableError: there is no scheduler, or it has no worker.
        SchedulerLostError: it has ended; what was made is there.
        UsageError: Dask is not installed.
    """
    distributed = _distributed()
    waiting = iter(jobs)
    asked: dict[str, tuple[T, str]] = {}
    with _client(distributed, cluster) as client:
        futures = distributed.as_completed(loop=client.loop)

        def submit(count: int) -> None:
            for job, request in itertools.islice(waiting, count):
                future = client.submit(work, json.dumps(request), pure=False)
                asked[future.key] = job, str(request["in"])
                futures.add(future)

        submit(_WINDOW)
        while asked:
            future = next(futures)
            if future.cancelled() or client.status != "running":
                raise SchedulerLostError(
                    f"The scheduler at {cluster.address} does not answer any more. What is made is there: start the "
                    "scheduler again and call the same batch with --resume."
                )
            job, photo = asked.pop(future.key)
            yield job, _outcome(distributed, future, photo)
            submit(1)


def serve_scheduler(host: str, port: int, tls: TlsFiles | None, notify: Callable[[str], None]) -> None:
    """Be the scheduler until interrupted.

    Args:
        host: the address to listen at.
        port: and its port; 0 for any.
        tls: needed for any host but this machine.
        notify: is told the address once others can come.

    Raises:
        UsageError: the host is not this machine and there are no TLS files, or Dask is not installed.
        UnreadableError: the address cannot be used.
    """
    require_safe(host, tls)
    distributed = _distributed()

    def make() -> Any:
        return distributed.Scheduler(
            host=host,
            port=port,
            protocol="tls" if tls else "tcp",
            security=_security(distributed, tls),
            dashboard=False,
            dashboard_address=_LOCAL_HTTP,
            allowed_failures=_NEW_TRIES,
        )

    try:
        asyncio.run(_until_finished(make, notify))
    except OSError as error:
        raise UnreadableError(f"{host}:{port}: this address cannot be used: {error.strerror or error}.") from error


def serve_worker(cluster: Cluster, host: str, threads: int, notify: Callable[[str], None]) -> None:
    """Be a worker until the scheduler ends.

    Args:
        cluster: to join.
        host: the address at which the scheduler finds this worker.
        threads: photos at a time.
        notify: is told the worker's address once it has joined.

    Raises:
        UsageError: the host is not this machine and there are no TLS files, or Dask is not installed.
        UnreadableError: there is no scheduler.
    """
    require_safe(host, cluster.tls)
    distributed = _distributed()

    def make() -> Any:
        return distributed.Worker(
            cluster.address,
            nthreads=threads,
            host=host,
            security=_security(distributed, cluster.tls),
            dashboard=False,
            dashboard_address=_LOCAL_HTTP,
            memory_limit=0,  # photos are not kept between tasks, and a worker that waits for memory would wait forever
            death_timeout=_CONNECT_S,
        )

    try:
        asyncio.run(_until_finished(make, notify))
    except (OSError, TimeoutError) as error:
        raise _no_scheduler(cluster) from error


async def _until_finished(make: Callable[[], Any], notify: Callable[[str], None]) -> None:
    """Run a scheduler or a worker, which has to be made while the loop runs, and tell its address."""
    async with make() as server:
        notify(server.address)
        await server.finished()


def _distributed() -> ModuleType:
    try:
        import distributed  # noqa: PLC0415 -- slow to load, and need not be installed
    except ImportError as error:
        raise UsageError(
            "Several machines need Dask, which no installer brings: pip install 'pellucid[cluster]'."
        ) from error
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.startswith(("distributed", "tornado")):  # people get sentences
            logger = logging.getLogger(name)
            logger.handlers[:] = [logging.NullHandler()]
            logger.propagate = "." in name
    return distributed


def _client(distributed: ModuleType, cluster: Cluster) -> Any:
    try:
        client = distributed.Client(
            cluster.address, security=_security(distributed, cluster.tls), timeout=_CONNECT_S, set_as_default=False
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise _no_scheduler(cluster) from error
    try:
        client.wait_for_workers(1, timeout=_CONNECT_S)
    except TimeoutError as error:
        client.close()
        raise UnreadableError(
            f"No worker has joined the scheduler at {cluster.address}. Start one: pellucid cluster worker "
            f"{cluster.address}"
        ) from error
    return client


def _no_scheduler(cluster: Cluster) -> UnreadableError:
    return UnreadableError(
        f"No scheduler answers at {cluster.address}. Start one there: pellucid cluster scheduler. Where one runs, look "
        "whether its address and its TLS files are these."
    )


def _security(distributed: ModuleType, tls: TlsFiles | None) -> Any:
    if tls is None:
        return None
    paths = {"cert": str(tls.certificate), "key": str(tls.key)}
    roles = {f"tls_{role}_{kind}": path for role in ("client", "scheduler", "worker") for kind, path in paths.items()}
    return distributed.Security(tls_ca_file=str(tls.authority), require_encryption=True, **roles)


def _outcome(distributed: ModuleType, future: Any, photo: str) -> Outcome:
    error = future.exception()
    if error is None:
        return Outcome.of_json(json.loads(future.result()))
    if isinstance(error, distributed.scheduler.KilledWorker):
        return Outcome(_BUG, f"{photo}: the workers that made it ended without an answer. Make it by itself.")
    return Outcome.of_failure(Path(photo), error)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
