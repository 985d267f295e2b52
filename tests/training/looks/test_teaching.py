"""Teaching works: what is everywhere alike is found nearly exactly, and a local look better than by curves alone."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor

from helpers.pairs import graded, scene
from pellucid.foundation.errors import Cancelled, UsageError
from pellucid.foundation.progress import Progress
from pellucid.training.looks import developing, teaching
from pellucid.training.looks.developing import beyond_range
from pellucid.training.looks.pairs import TaughtPair
from pellucid.training.looks.teaching import teach


def pair(number: int, look: Callable[[Tensor], Tensor]) -> TaughtPair:
    before = scene(number)
    after = look(before)
    height, width = before.shape[-2:]
    rows, columns = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    points = torch.stack(((columns + 0.5) / width, (rows + 0.5) / height), dim=-1).flatten(0, 1)
    return TaughtPair(str(number), before, after, points, before.flatten(1).T, after.flatten(1).T)


def steps(count: int, monkeypatch: pytest.MonkeyPatch) -> float:
    """A clock that moves by a step of training at a time; gives the length of a training of so many steps."""
    ticks = iter(range(1_000_000))
    monkeypatch.setattr(teaching, "time", SimpleNamespace(monotonic=lambda: float(next(ticks))))
    return float(count)


@pytest.fixture(autouse=True)
def _small_network(monkeypatch: pytest.MonkeyPatch) -> None:
    small: dict[str, Any] = {"multiplier": 0.125, "guide": "curves"}
    monkeypatch.setattr(teaching, "CONFIGURATION", small)
    monkeypatch.setattr(developing, "_POINTS", 2048)  # of pictures of 7000 pixels
    monkeypatch.setattr(developing, "STEPS", 200)


def test_a_curve_and_a_colour_matrix_are_found_from_five_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    taught = teach([pair(number, graded) for number in range(5)], "Warm", Progress(), steps(2, monkeypatch))
    assert taught.untouched_db < 25
    assert taught.taught_db > 40
    assert (taught.trained, len(taught.held_out)) == (4, 1)
    assert taught.shown[0].name == taught.held_out[0]
    error = taught.shown[0].taught - taught.shown[0].after
    assert error.abs().mean() < 0.01


@pytest.mark.slow
def test_a_local_look_is_learned_beyond_what_curves_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def lit_by_surroundings(picture: Tensor) -> Tensor:
        around = torch.nn.functional.avg_pool2d(picture.mean(0, keepdim=True), 25, 1, 12, count_include_pad=False)
        return (picture + 0.6 * (0.5 - around)).clamp(0, 1)

    pairs = [pair(number, lit_by_surroundings) for number in range(10)]
    taught = teach(pairs, "Local", Progress(), steps(80, monkeypatch))
    assert taught.taught_db > taught.developed_db + 1.0


def test_the_same_pairs_teach_the_same_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(developing, "STEPS", 40)
    pairs = [pair(number, graded) for number in range(5)]
    first, second = (teach(pairs, "Warm", Progress(), steps(2, monkeypatch)).data for _ in range(2))
    assert first == second


def test_four_pairs_are_too_few() -> None:
    with pytest.raises(UsageError, match="from 5 to 500 pairs, and 4 are usable"):
        teach([pair(number, graded) for number in range(4)], "Warm", Progress())


def test_teaching_stops_at_once_when_asked_to() -> None:
    shares: list[float] = []
    far = developing.STEPS + 5
    progress = Progress(lambda: len(shares) == far, lambda share, _remaining: shares.append(share))
    with pytest.raises(Cancelled):
        teach([pair(number, graded) for number in range(5)], "Warm", progress, 3600)
    assert len(shares) == far


def test_beyond_black_and_white_nothing_is_wrong() -> None:
    found, wanted = torch.tensor([1.2, 0.9, -0.1, 0.6]), torch.tensor([1.0, 1.0, 0.0, 0.5])
    assert torch.allclose(beyond_range(found, wanted), torch.tensor([0.0, -0.1, 0.0, 0.1]))
