"""The batches of a run, drawn while the network learns."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import torch

from pellucid.training.contract import BatchT

MOST_DRAWERS = 8


def batches(draw: Callable[[int], BatchT], first_step: int, device: torch.device) -> Iterator[BatchT]:
    """Draw the batches of a run, one after the other.

    On a GPU threads draw ahead, because one of them is slower than the network; on the CPU all cores are busy anyway.
    The batches are the same either way.

    Args:
        draw: draws the batch of a step.
        first_step: of the first batch.
        device: where the network computes.
    """
    if device.type == "cpu":
        yield from map(_by_one_thread(draw), count(first_step))
        return
    pool = ThreadPoolExecutor(min(MOST_DRAWERS, os.cpu_count() or 1), thread_name_prefix="draw")
    try:
        waiting = deque(pool.submit(draw, first_step + ahead) for ahead in range(2 * MOST_DRAWERS))
        for step in count(first_step + len(waiting)):
            batch = waiting.popleft().result()
            waiting.append(pool.submit(draw, step))
            yield batch
    finally:
        pool.shutdown(cancel_futures=True)


def _by_one_thread(draw: Callable[[int], BatchT]) -> Callable[[int], BatchT]:
    """Crops are so small that threads would spend their time waiting for each other: ten times as long, and more."""

    def drawn(step: int) -> BatchT:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            return draw(step)
        finally:
            torch.set_num_threads(threads)

    return drawn
