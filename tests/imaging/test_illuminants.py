"""Lights have the colours of the tables, a camera balanced for another one sees a cast, and estimates find it."""

import pytest
import torch

from helpers.pictures import waves
from pellucid.imaging.illuminants import D65_MIRED, ESTIMATES, chromaticity, estimated_stops, miscast
from pellucid.imaging.srgb import to_linear, to_srgb


@pytest.mark.parametrize(
    ("kelvin", "xy"),
    [(6504, (0.3127, 0.3290)), (5003, (0.3457, 0.3585)), (7504, (0.2990, 0.3149)), (2856, (0.4476, 0.4074))],
)
def test_known_lights_have_their_chromaticity(kelvin: float, xy: tuple[float, float]) -> None:
    found = chromaticity(torch.tensor([1e6 / kelvin]), torch.zeros(1))[0]
    assert found.tolist() == pytest.approx(xy, abs=0.001)


def test_the_locus_has_no_step_and_duv_leads_to_green() -> None:
    mired = torch.arange(100.0, 450.0)
    steps = chromaticity(mired, torch.zeros_like(mired)).diff(dim=0).norm(dim=1)
    assert steps.max() < 0.0025
    plain, green = (chromaticity(mired[:1], torch.tensor([duv]))[0] for duv in (0.0, 0.01))
    assert green[1] > plain[1] + 0.005


def test_a_light_that_the_camera_knew_leaves_no_cast() -> None:
    mired, none = torch.tensor([120.0, 250.0, 370.0]), torch.zeros(3)
    assert torch.allclose(miscast(mired, none, mired, none), torch.eye(3).expand(3, 3, 3), atol=1e-4)
    warm, cold = miscast(torch.tensor([300.0, 110.0]), none[:2], torch.full((2,), D65_MIRED), none[:2]).sum(dim=2)
    assert (warm[0] > 1.1, warm[2] < 0.9) == (True, True)
    assert (cold[0] < 0.95, cold[2] > 1.05) == (True, True)


def test_every_estimate_finds_a_cast_and_none_in_gray() -> None:
    generator = torch.Generator().manual_seed(1)
    gray = (0.2 + 0.5 * torch.rand((1, 1, 60, 80), generator=generator)).expand(1, 3, 60, 80)
    assert estimated_stops(gray).abs().max() < 1e-4
    cast = to_srgb(to_linear(gray) * torch.tensor([1.0, 0.85, 0.7]).view(1, 3, 1, 1))
    found = estimated_stops(cast)[0]
    wanted = -torch.tensor([1.0, 0.85, 0.7]).log2()
    assert found.shape == (len(ESTIMATES), 3)
    assert (found - (wanted - wanted.mean())).abs().max() < 0.06


def test_white_paper_and_black_tell_of_no_light() -> None:
    for level in (0.0, 1.0):
        assert estimated_stops(torch.full((1, 3, 16, 16), level)).abs().max() < 1e-4
    assert estimated_stops(waves(40, 50)[None]).isfinite().all()
