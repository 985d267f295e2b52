"""Blurred pairs: how much two eyes gain, what one eye alone would, and how well they are matched.

Pairs are those of `stereo_val` in `splits.json`: scenes put together out of the photos that never train, with exact
disparity, and pairs of photos, which are blurred by turning the eyes, since their disparity is not known. Both networks
restore the same pairs; DAVANet also each eye beside a black one, as if the other camera had failed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch import Tensor

from pellucid.networks.davanet import DAVANet, DeblurNet
from pellucid.training.datasets import read_photos
from pellucid.training.degradations import StereoPair
from pellucid.training.metrics import psnr_db
from pellucid.training.recipes.davanet import restored_alone, restored_pair
from pellucid.training.recipes.dispbinet import end_point_error_px
from pellucid.training.stereo_batches import batch_of, is_taken_apart, layered_pairs, photo_pairs
from pellucid.training.stereo_photos import read_stereo_photos

HEIGHT_SHARE = 0.625
"""Scenes are so much higher than wide."""

PairMethod = Callable[[Tensor], Tensor]
"""Restores a pair `(2, 3, H, W)`."""


@dataclass(frozen=True)
class StereoCase:
    """A pair that measures, and the sets that it belongs to."""

    groups: tuple[str, ...]
    pair: StereoPair


def stereo_cases(data: Path, plan: Mapping[str, Any]) -> list[StereoCase]:
    """Make all pairs of `stereo_val`, the same every time; none where the plan has no such rule.

    Scenes belong to `layered`, and to `layered_together` or, where the eyes did not see at the same time,
    `layered_apart`; pairs of photos to `middlebury`.
    """
    rule = plan.get("stereo_val")
    if not rule:
        return []
    width, seed = int(rule["width_px"]), int(rule["seed"])
    size, largest_px = (round(width * HEIGHT_SHARE), width), float(rule["max_disparity_px"])
    scenes = layered_pairs(read_photos(data, measured=True), int(rule["layered_scenes"]), seed, size, largest_px)
    photos = photo_pairs(read_stereo_photos(data, measured=True), seed)
    kinds = ["layered_apart" if is_taken_apart(number) else "layered_together" for number in range(len(scenes))]
    layered = [StereoCase(("layered", kind), pair) for kind, pair in zip(kinds, scenes, strict=True)]
    return layered + [StereoCase(("middlebury",), pair) for pair in photos]


def stereo_figures(
    both: DAVANet, single: DeblurNet | None, cases: Iterable[StereoCase], device: torch.device
) -> dict[str, Any]:
    """Measure DAVANet, and DeblurNet where there is one, on the same pairs; mean figures a set, empty without pairs."""
    scores = [(case.groups, _score(both, single, case.pair, device)) for case in cases]
    names = dict.fromkeys(name for groups, _ in scores for name in groups)
    return {name: _means([score for groups, score in scores if name in groups]) for name in names}


def _score(both: DAVANet, single: DeblurNet | None, pair: StereoPair, device: torch.device) -> dict[str, float]:
    """The figures of one pair; the end-point error only where the disparity is known."""
    found = {
        "blurred_psnr_db": psnr_db(pair.blurred, pair.sharp),
        "gain_db": _gain_db(lambda pictures: restored_pair(both, pictures, device), pair),
        "blank_eye_gain_db": _gain_alone_db(both, pair, device),
    }
    if single is not None:
        found["single_view_gain_db"] = _gain_db(_single(single, device), pair)
        found["over_single_view_db"] = found["gain_db"] - found["single_view_gain_db"]
        found["blank_eye_over_single_view_db"] = found["blank_eye_gain_db"] - found["single_view_gain_db"]
    if bool(pair.visible.any()):
        found["end_point_error_px"] = _error_px(both, pair, device)
    return found


def _means(scores: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    names = dict.fromkeys(name for score in scores for name in score)
    means = {name: round(fmean(score[name] for score in scores if name in score), 2) for name in names}
    return {"pairs": len(scores), **means}


def _single(network: DeblurNet, device: torch.device) -> PairMethod:
    @torch.inference_mode()
    def restore(pictures: Tensor) -> Tensor:
        result: Tensor = network(pictures.to(device)).clamp(0, 1).cpu()
        return result

    return restore


@torch.inference_mode()
def _gain_db(method: PairMethod, pair: StereoPair) -> float:
    """Gain of PSNR, both eyes of a pair together."""
    return psnr_db(method(pair.blurred), pair.sharp) - psnr_db(pair.blurred, pair.sharp)


@torch.inference_mode()
def _gain_alone_db(network: DAVANet, pair: StereoPair, device: torch.device) -> float:
    alone = torch.stack([restored_alone(network, pair, eye, device) for eye in range(2)])
    return psnr_db(alone, pair.sharp) - psnr_db(pair.blurred, pair.sharp)


@torch.inference_mode()
def _error_px(network: DAVANet, pair: StereoPair, device: torch.device) -> float:
    batch = batch_of([pair])
    return float(end_point_error_px(network.match(batch.blurred.to(device)).disparity_px().cpu(), batch))
