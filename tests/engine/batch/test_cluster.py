"""A small cluster on this machine: lost workers, what kills them, a scheduler that ends, and who may be spoken to."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from helpers.batch_worker import work
from pellucid.engine.batch import cluster
from pellucid.engine.batch.cluster import Cluster, TlsFiles, cluster_at, require_safe, run_there
from pellucid.foundation.errors import UnreadableError, UsageError

_TLS = TlsFiles(Path("ca.pem"), Path("cert.pem"), Path("key.pem"))


_WORKER = """
import sys
from pellucid.engine.batch.cluster import cluster_at, serve_worker
serve_worker(cluster_at(sys.argv[1], None), "127.0.0.1", 1, print)
"""


@pytest.fixture
def address() -> Iterator[str]:
    """That of a scheduler with two workers, which are processes of their own."""
    pytest.importorskip("distributed")
    script = "from pellucid.engine.batch.cluster import serve_scheduler\n"
    script += "serve_scheduler('127.0.0.1', 0, None, lambda address: print(address, flush=True))"
    with ExitStack() as stack:
        scheduler = stack.enter_context(_started([sys.executable, "-c", script]))
        assert scheduler.stdout is not None
        found = scheduler.stdout.readline().strip()
        for _ in range(2):
            stack.enter_context(_started([sys.executable, "-c", _WORKER, found]))
        yield found


@contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    folders = os.pathsep.join(sys.path)
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | {"PYTHONPATH": folders}
    )
    with process:
        yield process
        process.kill()


@pytest.mark.filterwarnings("ignore")
def test_a_lost_worker_is_retried_and_all_is_made_once(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_S", 240.0)  # on a busy machine workers take their time to start
    jobs: list[tuple[int, dict[str, Any]]] = [
        (number, {"in": f"{number}.jpg", "out": str(tmp_path / f"{number}.out")}) for number in range(8)
    ]
    jobs[2][1]["dies"] = "once"
    jobs[6][1]["breaks"] = True
    found = dict(run_there(jobs, cluster_at(address, None), work))
    assert [found[number].code for number in range(8)] == [0, 0, 0, 0, 0, 0, 1, 0]
    assert "6.jpg" in found[6].message
    tries = [(tmp_path / f"{number}.tried").read_text() for number in range(8)]
    assert tries == ["x", "x", "xx", "x", "x", "x", "x", "x"]


@pytest.mark.filterwarnings("ignore")
def test_what_kills_its_workers_is_named() -> None:
    distributed = pytest.importorskip("distributed")

    class Future:
        def exception(self) -> Exception:
            return distributed.scheduler.KilledWorker("task", None, 1)

    outcome = cluster._outcome(distributed, Future(), "4.jpg")
    assert outcome.code == 1
    assert "4.jpg" in outcome.message


@pytest.mark.parametrize("address", ["", "http://x", "tcp://", "127.0.0.1:port", "tcp://127.0.0.1/x", "a b:c"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        cluster_at(address, None)


def test_this_machine_needs_no_tls_and_another_does() -> None:
    assert cluster_at("127.0.0.1", None).address == "tcp://127.0.0.1:8786"
    assert cluster_at("localhost:99", None).address == "tcp://localhost:99"
    assert cluster_at("tcp://[::1]:99", None).address == "tcp://[::1]:99"
    for other in ("192.168.1.5:8786", "tcp://studio:8786", "tls://studio:8786", "0.0.0.0"):
        with pytest.raises(UsageError, match="tls"):
            cluster_at(other, None)
    assert cluster_at("tcp://studio", _TLS).address == "tls://studio:8786"
    require_safe("0.0.0.0", _TLS)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "studio"])
def test_nothing_listens_beyond_this_machine_without_tls(host: str) -> None:
    with pytest.raises(UsageError, match="not this machine"):
        cluster.serve_scheduler(host, 0, None, pytest.fail)
    with pytest.raises(UsageError, match="not this machine"):
        cluster.serve_worker(Cluster("tcp://127.0.0.1:1"), host, 1, pytest.fail)


@pytest.mark.filterwarnings("ignore")
def test_where_no_scheduler_is_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_CONNECT_S", 0.3)
    with pytest.raises(UnreadableError, match="No scheduler answers"):
        list(run_there([(1, {"in": "a.jpg"})], Cluster("tcp://127.0.0.1:9"), work))


def test_without_dask_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pellucid\[cluster\]"):
        list(run_there([(1, {"in": "a.jpg"})], Cluster("tcp://127.0.0.1:9"), work))
