"""How the C library keeps memory between the layers of a network, on Linux with glibc; elsewhere nothing happens.

A layer's output of hundreds of megabytes is by default taken fresh from the kernel, which first fills it with zeros,
and given back right after. Kept in one heap, the same memory serves every layer: on a tile of 2.3 megapixels CBDNet
took 2.8 s of processor time per megapixel in place of 3.9. `give_back` returns it when the work is over.
"""

import ctypes
import functools
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

# Names and numbers of malloc.h.
_M_TRIM_THRESHOLD = -1
_M_MMAP_MAX = -4
_M_ARENA_MAX = -8


@functools.cache
def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None


@functools.cache
def keep_freed_memory() -> None:
    """Serve large blocks from one heap that does not shrink by itself. Done once a process, before the first of them.

    torch is asked for whole pages as well. What the C library cuts off to align a block to a page is large enough to
    be joined with its neighbours again; the crumbs of a smaller alignment go to other uses, so that a freed block
    never fits the next one of its size, and the heap grows to twice what is in use.
    """
    os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")
    library = _glibc()
    if library is not None:
        library.mallopt(_M_ARENA_MAX, 1)  # heaps of other threads are too small for large blocks
        library.mallopt(_M_MMAP_MAX, 0)
        library.mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)


KEPT_BYTES = 1_150 * 2**20
"""What a process may hold before what is freed in its heap goes back to the system in the midst of work.

Blocks of many sizes, and tiles that are remembered between them, leave holes that the next large block does not fit:
a window that denoised 24 megapixels used 0.4 GiB of a heap of 1.4."""


def bound(beside_bytes: int = 0) -> None:
    """Return freed memory to the system where the process holds more than it may; what follows is slower.

    Args:
        beside_bytes: that it may hold beside `KEPT_BYTES`.
    """
    if _glibc() is not None and _resident_bytes() > KEPT_BYTES + beside_bytes:
        give_back()


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def give_back() -> None:
    """Return freed memory to the system."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


IDLE_S = 10.0
"""How long freed memory is kept for the next work: a second photo of a batch is a tenth faster by it."""


class _IdleTimer:
    """Gives memory back once no work has begun for a while.

    Args:
        make_timer: takes the seconds to wait and what is called then.
    """

    def __init__(self, make_timer: Callable[[float, Callable[[], None]], threading.Timer] = threading.Timer) -> None:
        self._lock = threading.Lock()
        self._make_timer = make_timer
        self._timer: threading.Timer | None = None

    def start(self) -> None:
        """Begin to wait."""
        with self._lock:
            self._stop()
            self._timer = self._make_timer(IDLE_S, give_back)
            self._timer.daemon = True
            self._timer.start()

    def cancel(self) -> None:
        """There is work again."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


_idle_timer = _IdleTimer()


def give_back_when_idle() -> None:
    """Return freed memory to the system after `IDLE_S` seconds, unless `keep_for_work` is called before."""
    if _glibc() is not None:
        _idle_timer.start()


def keep_for_work() -> None:
    """Keep freed memory: work begins that takes it again."""
    _idle_timer.cancel()
