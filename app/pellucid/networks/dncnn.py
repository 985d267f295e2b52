"""DnCNN: a plain chain of convolutions that predicts the noise (Zhang et al., TIP 2017, Section III)."""

from collections import OrderedDict

from torch import Tensor, nn

NORM_EPS = 1e-4
"""The authors' batch norm adds this to the variance."""


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

    def __init__(self, layers: int = 20, width: int = 64, channels: int = 3, *, norm: bool = False) -> None:
        super().__init__()
        parts: OrderedDict[str, nn.Module] = OrderedDict()
        parts["conv0"] = nn.Conv2d(channels, width, 3, padding=1)
        parts["relu0"] = nn.ReLU(inplace=True)
        for layer in range(1, layers - 1):
            parts[f"conv{layer}"] = nn.Conv2d(width, width, 3, padding=1, bias=not norm)
            if norm:
                parts[f"norm{layer}"] = nn.BatchNorm2d(width, eps=NORM_EPS)
            parts[f"relu{layer}"] = nn.ReLU(inplace=True)
        parts[f"conv{layers - 1}"] = nn.Conv2d(width, channels, 3, padding=1)
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
        predicted: Tensor = self.body(noisy)
        return predicted
