"""What a method believes of the haze in a photo, for every part of it at any scale.

DehazeNet and PMS-Net say how much light comes through (`Air`), EPDN says how the clear picture looks (`Clearing`). Both
were found on a small copy and are brought to the pixels of a part by its own luma, so tiles agree with the whole.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import slice_grid
from pellucid.imaging.guided_filter import GuidedMap
from pellucid.imaging.sampling import sample
from pellucid.imaging.srgb import luma


@dataclass(frozen=True)
class Air:
    """Haze as the scattering model has it.

    Attributes:
        fitted: transmission as a function of the photo's luma.
        airlight: colour of the thickest haze, `(3,)`.
        patches: sides of the patches that were looked at, `(1, h, w)` in photo pixels, or None.
    """

    fitted: GuidedMap
    airlight: Tensor
    patches: Tensor | None = None

    def transmission(self, picture: Tensor, place: UnitRect) -> Tensor:
        """Share of light that comes through at the pixels of a part `(3, h, w)`: `(1, h, w)`, 0 to 1."""
        return self.fitted.at(luma(picture), place).clamp(0, 1)

    def patch_sides(self, picture: Tensor, place: UnitRect) -> Tensor | None:
        """Sides of the patches at the pixels of a part, `(1, h, w)`; None where no patches were looked at."""
        return None if self.patches is None else sample(self.patches, place, picture.shape[-2:])


@dataclass(frozen=True)
class Clearing:
    """Haze as a network took it away.

    Attributes:
        fitted: transmission that explains what was taken, as a function of the photo's luma.
        airlight: colour of the thickest haze, `(3,)`.
        cells: bilateral grid from the hazy to the clear picture, `(12, 8, 16, 16)`.
    """

    fitted: GuidedMap
    airlight: Tensor
    cells: Tensor

    def clear(self, picture: Tensor, place: UnitRect) -> Tensor:
        """The clear picture of a part, `(3, h, w)`, not clamped."""
        return slice_grid(self.cells, picture, place)

    def transmission(self, picture: Tensor, place: UnitRect) -> Tensor:
        """Share of light that comes through at the pixels of a part, as `Air` has it."""
        return self.fitted.at(luma(picture), place).clamp(0, 1)

    def patch_sides(self, picture: Tensor, place: UnitRect) -> Tensor | None:
        """None: it looks at no patches."""
        del picture, place
        return None


Veil = Air | Clearing


def on_device(veil: Veil, device: torch.device) -> Veil:
    """The same where pictures are."""
    airlight = veil.airlight.to(device)
    fitted = GuidedMap(veil.fitted.slope.to(device), veil.fitted.offset.to(device))
    if isinstance(veil, Clearing):
        return Clearing(fitted, airlight, veil.cells.to(device))
    return Air(fitted, airlight, None if veil.patches is None else veil.patches.to(device))
