"""DnCNN: a plain chain of convolutions that predicts the noise (Zhang et al., TIP 2017, Section III)."""

import math
from collections import OrderedDict

import torch
from torch import Tensor, nn

from pellucid.imaging.luma_chroma import scaled
from pellucid.networks.bands import in_bands

BLIND_LAYERS = 20
"""Layers of the networks that are told no level."""

NORM_EPS = 1e-4
"""The authors' batch norm adds this to the variance."""

MOST_PASSES = 2
"""How often `restore` runs the network at most."""

_BAND_ROWS = 704
"""Every layer sees one pixel further, so a band computes twice as many rows as there are layers in vain."""


class DnCNN(nn.Module):
    """x̂ = y - R(y), where R is `layers` 3x3 convolutions with ReLU between them (eq. 1).

    Blind networks have 20 layers and see 41 x 41 pixels, those for one known level 17 and 35 x 35. Each convolution
    but the first and the last may be followed by a batch norm while training; `merge_norms` folds it away, so
    that what ships is convolutions only.

    Args:
        layers: number of convolutions, at least 2.
        width: channels between them.
        channels: of the picture, 3 for colour and 1 for gray.
        norm: whether to put batch norms between.
    """

    def __init__(self, layers: int = BLIND_LAYERS, width: int = 64, channels: int = 3, *, norm: bool = False) -> None:
        super().__init__()
        self.layers, self.width, self.channels = layers, width, channels
        parts: OrderedDict[str, nn.Module] = OrderedDict()
        parts["conv0"] = nn.Conv2d(channels, width, 3, padding=1)
        parts["relu0"] = nn.ReLU(inplace=True)
        for layer in range(1, layers - 1):
            parts[f"conv{layer}"] = nn.Conv2d(width, width, 3, padding=1, bias=not norm)
            if norm:
                parts[f"norm{layer}"] = nn.BatchNorm2d(width, eps=NORM_EPS)
            parts[f"relu{layer}"] = nn.ReLU(inplace=True)
        parts[f"conv{layers - 1}"] = nn.Conv2d(width, channels, 3, padding=1, bias=not norm)
        self.body = nn.Sequential(parts)

    def forward(self, noisy: Tensor) -> Tensor:
        """Remove the noise.

        Args:
            noisy: `(N, C, H, W)`, 0 to 1 where it was clipped, any size.

        Returns:
            The picture without the predicted noise, same shape, not clamped.
        """
        return noisy - self.noise(noisy)

    def noise(self, noisy: Tensor) -> Tensor:
        """Predict the noise R(y), same shape as the picture."""
        return in_bands(self.body, noisy, self.layers, _BAND_ROWS)

    def restore(
        self,
        noisy: Tensor,
        strength: float | Tensor,
        color_strength: float | Tensor | None = None,
        most: float = math.inf,
    ) -> Tensor:
        """Remove a chosen share of the damage; the network itself takes no level.

        Args:
            noisy: see `forward`.
            strength: up to 1 the share of R(y) that is taken off, so 1 is the paper's x̂. Beyond 1, up to 2, x̂ goes
                through the network once more, and `strength` - 1 of what it still finds is taken off too. A tensor
                that broadcasts to `(N, 1, H, W)` has one for every pixel.
            color_strength: the same for the chroma of R(y), of pictures in colour; `strength` is that of its luma then.
                None is `strength`.
            most: no sample of R(y) counts as larger than this, in each pass.

        Returns:
            As `forward`.
        """
        restored = noisy
        strengths = (strength, strength if color_strength is None else color_strength)
        for first in range(MOST_PASSES):
            of_luma, of_chroma = (
                torch.as_tensor(value, dtype=noisy.dtype, device=noisy.device).sub(first).clamp(0, 1)
                for value in strengths
            )
            if bool(of_luma.max() > 0) or bool(of_chroma.max() > 0):
                found = self.noise(restored).clamp(-most, most)
                removed = of_luma * found if color_strength is None else scaled(found, of_luma, of_chroma)
                restored = restored - removed
        return restored

    @torch.no_grad()
    def merged(self) -> "DnCNN":
        """A network without batch norms that gives what this one gives in evaluation mode.

        w* = w g / sqrt(v + eps) and b* = (b - m) g / sqrt(v + eps) + beta, with the norm's mean m, variance v, weight g
        and bias beta.
        """
        plain = DnCNN(self.layers, self.width, self.channels)
        for layer in range(self.layers):
            source, target = self._convolution(layer), plain._convolution(layer)
            norm = getattr(self.body, f"norm{layer}", None)
            weight = source.weight
            bias = source.bias if source.bias is not None else weight.new_zeros(source.out_channels)
            if norm is not None:
                scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
                weight = weight * scale.view(-1, 1, 1, 1)
                bias = (bias - norm.running_mean) * scale + norm.bias
            target.load_state_dict({"weight": weight, "bias": bias})
        return plain.train(self.training)

    def _convolution(self, layer: int) -> nn.Conv2d:
        found = getattr(self.body, f"conv{layer}")
        assert isinstance(found, nn.Conv2d)
        return found


def reach(strength: float, layers: int = BLIND_LAYERS) -> int:
    """How many pixels away a pixel is seen by `DnCNN.restore`: one a layer and pass."""
    return layers * (MOST_PASSES if strength > 1 else 1)
