"""What a grid gave is remembered for a slider that moves, and only for that."""

import torch
from torch import Tensor, nn

from pellucid.foundation.geometry import UnitRect
from pellucid.operations.contract import Analysis
from pellucid.operations.gridwise import COPY_PX, Recent

ANALYSIS = Analysis({})
NETWORK = nn.Identity()
UPPER = UnitRect(0, 0, 1, 0.5)


class Finder:
    """Counts how often something is found."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, strip: Tensor) -> Tensor:
        self.count += 1
        return strip * 2


def found(
    recent: Recent,
    finder: Finder,
    strip: Tensor,
    place: UnitRect = UPPER,
    analysis: Analysis = ANALYSIS,
    network: nn.Module = NETWORK,
) -> Tensor:
    result = recent.of(strip, place, analysis, network, lambda: finder.of(strip))
    assert torch.equal(result, strip * 2)
    return result


def test_the_same_strip_of_a_copy_is_found_once() -> None:
    recent, finder = Recent(), Finder()
    strip = torch.rand(3, 8, 16)
    found(recent, finder, strip)
    found(recent, finder, strip.clone())
    assert finder.count == 1


def test_anything_else_is_found_anew() -> None:
    recent, finder = Recent(), Finder()
    strip = torch.rand(3, 8, 16)
    found(recent, finder, strip)
    found(recent, finder, strip + 0.25)
    found(recent, finder, strip, place=UnitRect(0, 0.5, 1, 0.5))
    found(recent, finder, strip, analysis=Analysis({"other": 1}))
    found(recent, finder, strip, network=nn.Identity())
    assert finder.count == 5


def test_a_strip_that_changes_afterwards_is_another_one() -> None:
    recent, finder = Recent(), Finder()
    strip = torch.rand(3, 8, 16)
    found(recent, finder, strip)
    strip += 0.5
    found(recent, finder, strip)
    assert finder.count == 2


def test_tiles_and_large_pictures_are_not_remembered() -> None:
    recent, finder = Recent(), Finder()
    tile, large = torch.rand(3, 8, 16), torch.rand(3, 2, COPY_PX + 1)
    for _ in range(2):
        found(recent, finder, tile, place=UnitRect(0, 0, 0.5, 0.5))
        found(recent, finder, large)
    assert finder.count == 4


def test_few_strips_are_remembered() -> None:
    recent, finder = Recent(), Finder()
    strip = torch.rand(3, 8, 16)
    places = [UnitRect(0, share / 20, 1, 0.05) for share in range(20)]
    for place in places:
        found(recent, finder, strip, place=place)
    found(recent, finder, strip, place=places[-1])
    assert finder.count == 20
    found(recent, finder, strip, place=places[0])
    assert finder.count == 21
