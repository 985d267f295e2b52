"""The sRGB curve on tensors is the one of the files, and luma weighs the colours."""

import pytest
import torch

from pellucid.imaging.srgb import luma, to_linear, to_srgb
from pellucid.io.transfer_curves import SRGB_CURVE

VALUES = torch.linspace(-0.5, 2.0, 1001, dtype=torch.float64)


def test_decoding_and_encoding_agree_with_the_curve_of_the_files() -> None:
    assert to_linear(VALUES).numpy() == pytest.approx(SRGB_CURVE.decode(VALUES.numpy()), abs=1e-12)
    assert to_srgb(VALUES).numpy() == pytest.approx(SRGB_CURVE.encode(VALUES.numpy()), abs=1e-6)


def test_encoding_undoes_decoding_also_outside_the_range() -> None:
    assert to_srgb(to_linear(VALUES)).tolist() == pytest.approx(VALUES.tolist(), abs=1e-7)


def test_middle_gray_is_a_fifth_of_the_light() -> None:
    assert to_linear(torch.tensor([0.0, 0.5, 1.0])).tolist() == pytest.approx([0.0, 0.21404, 1.0], abs=1e-5)


def test_luma_weighs_green_most_and_keeps_gray() -> None:
    picture = torch.eye(3).view(3, 3, 1)  # a red, a green and a blue pixel
    assert luma(picture).flatten().tolist() == pytest.approx([0.299, 0.587, 0.114])
    assert luma(torch.full((2, 3, 1, 1), 0.4)).flatten().tolist() == pytest.approx([0.4, 0.4])
