"""How often each brightness of red, green and blue occurs in a picture."""

from dataclasses import dataclass

BINS = 256


@dataclass(frozen=True)
class Histogram:
    """Counts of what an export in 8 bits will hold.

    Attributes:
        counts: of red, green and blue, each `BINS` long; 0 is black.
        is_exact: every pixel was counted; else those of a reduced copy, without the steps on detail.
    """

    counts: tuple[tuple[int, ...], ...]
    is_exact: bool

    @property
    def dark(self) -> tuple[float, ...]:
        """Share of the pixels that are 0, a channel each."""
        return tuple(channel[0] / max(1, sum(channel)) for channel in self.counts)

    @property
    def bright(self) -> tuple[float, ...]:
        """Share of the pixels that are at the upper end, a channel each."""
        return tuple(channel[-1] / max(1, sum(channel)) for channel in self.counts)
