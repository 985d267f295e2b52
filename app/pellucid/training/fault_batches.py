"""Batches of whole photos and of what goes wrong with them, for networks that put light and colour right.

A batch has the finished photos and the numbers of their faults; the damage itself is done where the network learns
(`degradations.faults`), so drawing costs no more than cutting pictures out. Some pictures have no fault: they are to
stay as they are. Some are put together of two photos, and finished photos vary a little in tone, lest the network learn
a few photos by heart instead of what finished ones have in common.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.training.datasets import Samples
from pellucid.training.degradations import draw_faults, with_faults
from pellucid.training.degradations.draws import uniform
from pellucid.training.material import DamagedPictures
from pellucid.training.recipe import Settings, step_generator
from pellucid.training.tone_batches import ToneMaterial, draw_whole


@dataclass(frozen=True)
class FaultBatch:
    """Pictures of one step `(N, 3, S, S)` uint8, how finished ones vary, and their faults, both `(N, 19)`."""

    pictures: Tensor
    variations: Tensor
    faults: Tensor

    def damaged(self) -> DamagedPictures:
        """The pictures with their faults, and as they are to be, on the device of the batch."""
        clean = with_faults(self.pictures.float() / 255, self.variations)
        return DamagedPictures(with_faults(clean, self.faults), clean)

    def is_whole(self) -> Tensor:
        """Which pictures have no fault, `(N,)`."""
        return (self.faults == draw_faults("none", torch.Generator()).to(self.faults)).all(dim=1)


def draw_batch(material: ToneMaterial, settings: Settings, step: int) -> FaultBatch:
    """Draw the pictures of a step and their faults; the same step always draws the same.

    `[batch]` has beside what `draw_whole` takes the number of `crops`, `joined_share`, and under `kinds` how often each
    kind of faults is drawn.
    """
    batch, generator = settings["batch"], step_generator(settings, step)
    pictures = [draw_joined(material.photos, batch, generator) for _ in range(batch["crops"])]
    variations = [draw_faults("taste", generator) for _ in pictures]
    faults = [draw_faults(_kind(batch["kinds"], generator), generator) for _ in pictures]
    return FaultBatch(_bytes(pictures), torch.stack(variations), torch.stack(faults))


@dataclass(frozen=True)
class UnpairedBatch:
    """Pictures that get faults, these `(N, 19)`, and finished ones of other photos; pictures `(N, 3, S, S)` uint8."""

    pictures: Tensor
    faults: Tensor
    finished: Tensor

    def both(self) -> tuple[Tensor, Tensor]:
        """Plain pictures and finished ones, 0 to 1, on the device of the batch."""
        return with_faults(self.pictures.float() / 255, self.faults), self.finished.float() / 255


def draw_unpaired(material: ToneMaterial, settings: Settings, step: int) -> UnpairedBatch:
    """Draw as many pictures with faults as finished ones, of different photos while there are enough."""
    generator, batch = step_generator(settings, step), settings["batch"]
    order = torch.randperm(len(material.photos), generator=generator).tolist()
    middle = (len(order) + 1) // 2
    halves = [[material.photos[number] for number in part] for part in (order[:middle], order[middle:] or order)]
    plain, finished = ([draw_whole(half, batch, generator) for _ in range(batch["crops"])] for half in halves)
    faults = [draw_faults(_kind(batch["kinds"], generator), generator) for _ in plain]
    return UnpairedBatch(_bytes(plain), torch.stack(faults), _bytes(finished))


def _bytes(pictures: Sequence[Tensor]) -> Tensor:
    """A quarter of what floats are to be handed from process to process."""
    return (torch.stack(list(pictures)) * 255).round().byte()


def draw_joined(photos: Sequence[Samples], batch: Settings, generator: torch.Generator) -> Tensor:
    """Most of a photo, or parts of two side by side; `(3, S, S)`."""
    picture = draw_whole(photos, batch, generator)
    if uniform(0, 1, generator) >= batch["joined_share"]:
        return picture
    cut = round(uniform(0.25, 0.75, generator) * picture.shape[-1])
    picture[..., cut:] = draw_whole(photos, batch, generator)[..., cut:]
    return picture


def _kind(shares: dict[str, float], generator: torch.Generator) -> str:
    """One of the kinds, as often as its share says."""
    left = uniform(0, sum(shares.values()), generator)
    for kind, share in shares.items():
        left -= share
        if left < 0:
            return kind
    return next(reversed(shares))
