"""The batches of a run, drawn while the network learns."""

import os
import signal
from collections.abc import Callable, Iterator
from itertools import count

import torch
from torch.utils.data import DataLoader, Dataset, Sampler

from pellucid.training.recipe import BatchT

DRAWN_AHEAD = 4
"""Batches that each drawer holds ready; they even out that some take longer than others."""


def most_drawers(device: torch.device) -> int:
    """How many processes draw where nobody says otherwise.

    On a GPU all cores but one, because a network learns there faster than a core can draw; none on the CPU, where the
    network itself keeps all cores busy.
    """
    return 0 if device.type == "cpu" else max(1, (os.cpu_count() or 1) - 1)


def batches(draw: Callable[[int], BatchT], first_step: int, drawers: int) -> Iterator[BatchT]:
    """Draw the batches of a run, one after the other; they are the same whatever draws them.

    Args:
        draw: draws the batch of a step; where processes start afresh, as on Windows, it must be picklable.
        first_step: of the first batch.
        drawers: processes that draw ahead; 0 draws here, when a batch is asked for.
    """
    if not drawers:
        yield from map(_by_one_thread(draw), count(first_step))
        return
    yield from DataLoader(
        _Drawn(draw),
        batch_size=None,  # a batch is drawn as a whole
        sampler=_Steps(first_step),
        num_workers=drawers,
        prefetch_factor=DRAWN_AHEAD,
        worker_init_fn=_leave_signals_to_the_run,
    )


class _Drawn(Dataset[BatchT]):
    """Batches by their step."""

    def __init__(self, draw: Callable[[int], BatchT]) -> None:
        self._draw = draw

    def __getitem__(self, step: int) -> BatchT:
        return self._draw(step)


class _Steps(Sampler[int]):
    """The steps of a run, without end."""

    def __init__(self, first: int) -> None:
        self._first = first

    def __iter__(self) -> Iterator[int]:
        return count(self._first)


def _leave_signals_to_the_run(_drawer: int) -> None:
    """Ctrl+C reaches every process of a terminal; the run ends its drawers itself, after the present step."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


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
