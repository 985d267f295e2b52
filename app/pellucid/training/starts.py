"""Weights that a network begins with, where the start is not special to one network."""

from torch import nn


def draw_weights(network: nn.Module, slope: float = 0.0) -> None:
    """Draw all convolutions so that signals keep their size through them, and set their biases to 0.

    He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", ICCV 2015.

    Args:
        network: whose convolutions are drawn, in their order, with torch's own generator.
        slope: of the rectifiers below 0; 1 where there are none.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.kaiming_normal_(module.weight, slope)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
