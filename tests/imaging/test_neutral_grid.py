"""Grids of any numbers are held so that gray stays gray, and black and white stay themselves."""

import torch
from torch import Tensor

from pellucid.imaging.bilateral_grid import slice_grid
from pellucid.imaging.neutral_grid import black_kept, gray_kept, white_kept


def wild() -> Tensor:
    return torch.randn((12, 8, 4, 4), generator=torch.Generator().manual_seed(3))


def test_gray_becomes_a_gray_and_what_kept_it_stays_as_it_is() -> None:
    ramp = torch.linspace(0, 1, 64).expand(3, 20, 64)
    found = slice_grid(gray_kept(wild()), ramp)
    assert (found.amax(dim=0) - found.amin(dim=0)).max() < 1e-5
    assert (found - ramp).abs().mean() > 0.1
    before = slice_grid(wild(), ramp)
    torch.testing.assert_close(found.mean(dim=0), before.mean(dim=0))  # the gray in the middle
    torch.testing.assert_close(gray_kept(gray_kept(wild())), gray_kept(wild()))


def test_black_and_white_stay() -> None:
    cells = black_kept(white_kept(gray_kept(wild())))
    for level in (0.0, 1.0):
        found = slice_grid(cells, torch.full((3, 12, 12), level))
        torch.testing.assert_close(found, torch.full((3, 12, 12), level), atol=1e-5, rtol=0)
    assert torch.equal(cells[:, 1:-1], gray_kept(wild())[:, 1:-1])
    many = torch.stack((wild(), -wild()))
    torch.testing.assert_close(white_kept(gray_kept(many))[0], white_kept(gray_kept(wild())))
