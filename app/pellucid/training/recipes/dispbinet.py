"""The recipe of DispBiNet, the first part of DAVANet's: disparity of blurred pairs, in both directions.

Zhou et al., CVPR 2019, Section 3.4: the end-point error at five scales, where both eyes see. It learns first and by
itself, since it is a small part of the work of a step of `davanet`, which then begins with it.
"""

import math
from collections.abc import Iterable, Iterator

import torch
from torch import Tensor, nn

from pellucid.networks.davanet_parts import DISPARITY_UNIT_PX, SLOPE, DisparityLevel, DispBiNet, ResidualBlock
from pellucid.networks.padding import mirrored_to, rounded_up
from pellucid.training import losses, stereo_batches
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.stereo_batches import LARGEST_MEASURED_PX, StereoBatch, StereoMaterial, batch_of

CHIEF_FIGURE = "disparity_db"
"""By how much the mean end-point error lies below the largest disparity."""

QUIET_PART = 0.1
_SIZE_MULTIPLE = 8

read_material = stereo_batches.read_material
draw_batch = stereo_batches.draw_batch


def build(settings: Settings) -> DispBiNet:
    """Make the network of a recipe, ready to learn."""
    network = seeded(DispBiNet, settings)
    prepare(network)
    return network


@torch.no_grad()
def prepare(network: nn.Module) -> None:
    """Let signals keep their size through a network without norms, and residual blocks change them but little.

    Disparity is handed from level to level as it is, and each level begins with changing it hardly.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, SLOPE)
        elif isinstance(module, nn.ConvTranspose2d) and module.bias is None:
            module.weight.copy_(_bilinear(module.in_channels))
            continue
        elif isinstance(module, nn.ConvTranspose2d):
            # A quarter of the kernel's places meets each pixel of the doubled map.
            nn.init.normal_(module.weight, 0, math.sqrt(2 / (module.in_channels * module.weight[0, 0].numel() / 4)))
        else:
            continue
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    for last in _last_of_sums(network.modules()):
        last.weight.mul_(QUIET_PART)


def _last_of_sums(modules: Iterable[nn.Module]) -> Iterator[nn.Conv2d]:
    """The convolutions whose result is added to something."""
    for module in modules:
        if isinstance(module, ResidualBlock):
            yield from [part for part in module.body if isinstance(part, nn.Conv2d)][1:]
        if isinstance(module, DispBiNet):
            yield module.first
            yield from (level.change for level in module.levels if isinstance(level, DisparityLevel))


def _bilinear(channels: int) -> Tensor:
    """The weight of a transposed convolution that doubles maps bilinearly, each for itself."""
    row = torch.tensor([0.25, 0.75, 0.75, 0.25])
    return torch.eye(channels)[:, :, None, None] * (row[:, None] * row)


def loss(network: DispBiNet, batch: StereoBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The masked end-point error at five scales, in units of 40 pixels.

    Returns:
        The loss, and the mean end-point error at full size, in pixels.
    """
    del settings
    found, _ = network(batch.blurred)
    return disparity_loss(found, batch)


def disparity_loss(found: list[Tensor], batch: StereoBatch) -> tuple[Tensor, dict[str, Tensor]]:
    """See `loss`; `found` is what DispBiNet gives."""
    estimates = [each.float() for each in found]
    error = losses.masked_disparity(estimates, batch.disparity_px / DISPARITY_UNIT_PX, batch.visible)
    with torch.no_grad():
        note = end_point_error_px(estimates[0] * DISPARITY_UNIT_PX, batch)
    return error, {"end_point_error_px": note}


def end_point_error_px(found_px: Tensor, batch: StereoBatch) -> Tensor:
    """Mean distance of disparities `(N, 2, H, W)` from the truth, where both eyes see; 0 where they see nothing."""
    return ((found_px - batch.disparity_px).abs() * batch.visible).sum() / batch.visible.sum().clamp_min(1)


@torch.inference_mode()
def measure(network: DispBiNet, material: StereoMaterial, device: torch.device) -> Figures:
    """The mean end-point error of pairs that never train, in pixels, and that below the largest disparity."""
    errors = []
    for pair in material.measured:
        batch = batch_of([pair])
        height, width = batch.blurred.shape[-2:]
        seen = mirrored_to(batch.blurred, *(rounded_up(side, _SIZE_MULTIPLE) for side in (height, width)))
        found_px = network.match(seen.to(device)).disparity_px().cpu()[..., :height, :width]
        errors.append(float(end_point_error_px(found_px, batch)))
    error_px = sum(errors) / len(errors)
    return {CHIEF_FIGURE: 20 * math.log10(LARGEST_MEASURED_PX / error_px), "end_point_error_px": error_px}
