"""Results remembered by their content: photo, effective stack, plane and tile. The least used leave first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray


class ResultCache:
    """Arrays by key, bounded in bytes.

    Args:
        limit_bytes: all arrays together stay at or under this.
        scope: what is part of every key besides, as the precision of networks: results of one are not found in another.
    """

    def __init__(self, limit_bytes: int, scope: Callable[[], Hashable] = lambda: None) -> None:
        self._limit_bytes = limit_bytes
        self._scope = scope
        self._bytes = 0
        self._arrays: OrderedDict[tuple[Hashable, Hashable], NDArray[Any]] = OrderedDict()
        self._asked: set[tuple[Hashable, Hashable]] | None = None

    def get(self, key: Hashable) -> NDArray[Any] | None:
        """The array of a key, or None."""
        full = (key, self._scope())
        array = self._arrays.get(full)
        if array is not None:
            self._arrays.move_to_end(full)
            if self._asked is not None:
                self._asked.add(full)
        return array

    def __contains__(self, key: Hashable) -> bool:
        return (key, self._scope()) in self._arrays

    def put(self, key: Hashable, array: NDArray[np.generic]) -> None:
        """Remember an array; it becomes read-only."""
        array.flags.writeable = False
        full = (key, self._scope())
        previous = self._arrays.pop(full, None)
        self._bytes += array.nbytes - (previous.nbytes if previous is not None else 0)
        self._arrays[full] = array
        while self._bytes > self._limit_bytes and len(self._arrays) > 1:
            self._drop(next(iter(self._arrays)))

    def forget(self, is_unwanted: Callable[[Hashable], bool]) -> None:
        """Drop the arrays of these keys."""
        for full in [full for full in self._arrays if is_unwanted(full[0])]:
            self._drop(full)

    def shrink(self, limit_bytes: int, use: Callable[[], object]) -> None:
        """Drop pictures of 8 bits, the least used first, until all arrays stay at or under a limit.

        What is not rounded stays: networks made it, and it lies nowhere else.

        Args:
            limit_bytes: for now; the limit of the cache stays.
            use: asks for what must stay.
        """
        asked = self._asked_by(use)
        for full in [full for full, array in self._arrays.items() if array.dtype == np.uint8]:
            if self._bytes <= limit_bytes:
                return
            if full not in asked:
                self._drop(full)

    def _asked_by(self, use: Callable[[], object]) -> set[tuple[Hashable, Hashable]]:
        asked = self._asked = set()
        try:
            use()
        finally:
            self._asked = None
        return asked

    def _drop(self, full: tuple[Hashable, Hashable]) -> None:
        self._bytes -= self._arrays.pop(full).nbytes

    def clear(self) -> None:
        """Forget everything."""
        self._arrays.clear()
        self._bytes = 0
