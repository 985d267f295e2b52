"""Learns the weights of `findings.certainty` from photos that train: logistic regression with a ridge."""

from collections.abc import Mapping, Sequence

import torch

from pellucid.bench.findings.cases import FaultyPhoto
from pellucid.bench.findings.measured import BLURS
from pellucid.findings import haze, light, softness
from pellucid.findings.certainty import CONSTANT
from pellucid.findings.limits import Limits
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Kind

Signs = Mapping[str, float]
Example = Mapping[str, Signs]
"""What is seen of one picture, by the section of its weights; a section that it says nothing of is not there."""

KINDS: Mapping[str, frozenset[Kind]] = {
    "haze_signs": frozenset({Kind.HAZE}),
    "blur_signs": BLURS,
    "motion_signs": frozenset({Kind.MOTION_BLUR}),
    "bright_signs": frozenset({Kind.BRIGHT}),
}
"""What each section tells of."""

RIDGE = 1.0
"""Weight of the squared weights, of signs as multiples of their deviation; it keeps few examples from being sure."""

_ROUNDS = 40
_DIGITS = 4


def example_of(photo: Photo) -> Example:
    """Look at a picture."""
    air, soft = haze.measure(photo), softness.measure(photo)
    asked = {"haze_signs": air.signs} if air.airlight else {}
    known = {"blur_signs": soft.signs_of_blur, "motion_signs": soft.signs_of_motion} if soft.is_known else {}
    return {
        **asked,
        **known,
        "bright_signs": light.measure(photo).signs,
    }


def with_learned_signs(limits: Limits, taught: Sequence[tuple[FaultyPhoto, Example]]) -> Limits:
    """Limits with the weights that these pictures teach."""
    return {**limits, **{section: learned(_lessons(section, taught)) for section in KINDS}}


def _lessons(section: str, taught: Sequence[tuple[FaultyPhoto, Example]]) -> list[tuple[Signs, bool]]:
    own = KINDS[section]
    return [
        (example[section], bool(own & case.kinds))
        for case, example in taught
        if section in example and (section != "motion_signs" or case.kinds & BLURS)
    ]


def learned(examples: Sequence[tuple[Signs, bool]]) -> dict[str, float]:
    """Weights by sign, and the constant.

    Args:
        examples: signs of pictures, and whether they have the fault; those with it count as much as those without.
    """
    names = sorted(examples[0][0])
    signs = torch.tensor([[found[name] for name in names] for found, _ in examples], dtype=torch.float64)
    wanted = torch.tensor([float(has) for _, has in examples], dtype=torch.float64)
    mean, scale = signs.mean(dim=0), signs.std(dim=0).clamp_min(1e-6)
    inputs = torch.cat(((signs - mean) / scale, torch.ones(len(signs), 1, dtype=torch.float64)), dim=1)
    weights = _regressed(inputs, wanted) / torch.cat((scale, torch.ones(1, dtype=torch.float64)))
    constant = float(weights[-1] - weights[:-1] @ mean)
    found = {name: round(value, _DIGITS) for name, value in zip(names, weights[:-1].tolist(), strict=True)}
    return {CONSTANT: round(constant, _DIGITS), **found}


def _regressed(inputs: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """By Newton's method; the last input is the constant, which has no ridge."""
    share = wanted.mean()
    counts = torch.where(wanted > 0, 0.5 / share, 0.5 / (1 - share))
    ridge = torch.full((inputs.shape[1],), RIDGE, dtype=torch.float64)
    ridge[-1] = 1e-6
    weights = torch.zeros_like(ridge)
    for _ in range(_ROUNDS):
        sure = torch.sigmoid(inputs @ weights)
        slope = inputs.T @ (counts * (sure - wanted)) + ridge * weights
        bend = (inputs.T * (counts * sure * (1 - sure))) @ inputs + torch.diag(ridge)
        weights = weights - torch.linalg.solve(bend, slope)
    return weights
