"""Latencies of the moves of a drag, as figures."""

from itertools import pairwise


def drag_values(low: float, high: float, moves: int) -> list[float]:
    """Up to the highest value and back again, rounded as the panel rounds."""
    half = max(1, moves // 2)
    return [round(high - (high - low) * abs(move / half - 1), 2) for move in range(1, moves + 1)]


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies; the nearest one, no mixing."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def count_frames(latencies_ms: list[float], interval_ms: float) -> int:
    """Pictures that were painted during a drag.

    Moves that the same picture answered have latencies that fall by the pace of the drag; anything else is a new
    picture.
    """
    falls = sum(later <= earlier - interval_ms / 2 for earlier, later in pairwise(latencies_ms))
    return len(latencies_ms) - falls
