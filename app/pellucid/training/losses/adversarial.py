"""The games against a discriminator, one pair of losses a kind, and the two-way terms of Deep Photo Enhancer.

- least squares: EPDN, on the scores of a discriminator at several scales;
- cross entropy: DeepDeblur, on logits;
- Wasserstein with an adaptive one-sided penalty (A-WGAN): Deep Photo Enhancer.

Every function returns what its player minimises. The caller detaches fakes where the discriminator learns.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.training.losses.pixels import mean_square

PENALTY_WINDOW_STEPS = 50
"""Steps after which the weight of the gradient penalty is reviewed."""

GRADIENT_NORM_RANGE = (1.001, 1.05)
"""Where the mean gradient norm of a critic belongs: above, the penalty is too weak; below, too strong."""


def least_squares_discriminator(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """EPDN, least squares: sum over scales of (mean (D(real) - 1)^2 + mean D(fake)^2) / 2.

    Args:
        real: scores of clear pictures, one map `(N, 1, h, w)` a scale.
        fake: scores of the network's pictures, the same scales.

    Raises:
        ValueError: the two have different numbers of scales.
    """
    terms = [((wanted - 1).square().mean() + made.square().mean()) / 2 for wanted, made in zip(real, fake, strict=True)]
    return torch.stack(terms).sum()


def least_squares_generator(fake: Sequence[Tensor]) -> Tensor:
    """EPDN, L_GAN: sum over scales of mean (D(fake) - 1)^2, with `fake` as in `least_squares_discriminator`."""
    return torch.stack([(scores - 1).square().mean() for scores in fake]).sum()


def cross_entropy_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """DeepDeblur, L_adv (eq. 6), in bits: -log2 D(real) - log2(1 - D(fake)), each in the mean.

    Args:
        real: logits of sharp pictures, any shape; D is their logistic function.
        fake: logits of the network's pictures, any shape.
    """
    return (F.softplus(-real).mean() + F.softplus(fake).mean()) / math.log(2)


def cross_entropy_generator(fake: Tensor) -> Tensor:
    """DeepDeblur, the other player of eq. 6, in bits: mean -log2 D(fake).

    log(1 - D) of the printed formula has no slope where the discriminator is sure; the released code turns it round
    like this.

    Args:
        fake: logits of the network's pictures, any shape.
    """
    return F.softplus(-fake).mean() / math.log(2)


def wasserstein_critic(real: Tensor, fake: Tensor) -> Tensor:
    """Deep Photo Enhancer, A-WGAN: mean D(fake) - mean D(real); the penalty is added by the caller.

    Args:
        real: scores `(N,)` or `(N, 1)` of well-finished photos.
        fake: scores of the network's pictures.
    """
    return fake.mean() - real.mean()


def wasserstein_generator(fake: Tensor) -> Tensor:
    """Deep Photo Enhancer, A-WGAN: -mean D(fake)."""
    return -fake.mean()


def gradient_penalty(
    critic: Callable[[Tensor], Tensor], real: Tensor, fake: Tensor, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Deep Photo Enhancer, A-WGAN: mean of max(0, |grad D(z)|_2 - 1), one-sided and not squared.

    z lies on the line between a real and a made picture, at a place drawn for each pair.

    Args:
        critic: `(N, 3, H, W)` to one score a picture.
        real: `(N, 3, H, W)`.
        fake: `(N, 3, H, W)`.
        generator: source of randomness, on the CPU.

    Returns:
        The penalty, through which gradients reach the critic, and the mean gradient norm, for `AdaptiveWeight`.
    """
    place = torch.rand((len(real), 1, 1, 1), generator=generator).to(real)
    between = torch.lerp(fake.detach(), real.detach(), place).requires_grad_()
    (slope,) = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    norms = slope.flatten(1).norm(dim=1)
    return (norms - 1).clamp_min(0).mean(), norms.detach().mean()


@dataclass(frozen=True)
class AdaptiveWeight:
    """The weight lambda of the gradient penalty, which keeps the critic's slope near 1 (A-WGAN).

    After each window of 50 steps the mean gradient norm is looked at: above 1.05 lambda doubles, below 1.001 it
    halves. Then a new window begins, so that a change shows its effect before the next one.
    """

    value: float = 10.0
    norms: tuple[float, ...] = ()

    def after(self, norm: float) -> "AdaptiveWeight":
        """The weight after one more step.

        Args:
            norm: mean gradient norm of that step, from `gradient_penalty`.
        """
        norms = (*self.norms, norm)
        if len(norms) < PENALTY_WINDOW_STEPS:
            return replace(self, norms=norms)
        low, high = GRADIENT_NORM_RANGE
        mean = sum(norms) / len(norms)
        factor = 2.0 if mean > high else 0.5 if mean < low else 1.0
        return AdaptiveWeight(self.value * factor)


def identity_mapping(plain: Tensor, enhanced: Tensor, finished: Tensor, worsened: Tensor) -> Tensor:
    """Deep Photo Enhancer, I: the change stays small, MSE(x, G(x)) + MSE(y, G'(y)); published weight 1000.

    Args:
        plain: photos x, `(N, 3, H, W)`.
        enhanced: G(x).
        finished: well-finished photos y, other ones than x.
        worsened: G'(y).
    """
    return mean_square(enhanced, plain) + mean_square(worsened, finished)


def cycle_consistency(plain: Tensor, plain_again: Tensor, finished: Tensor, finished_again: Tensor) -> Tensor:
    """Deep Photo Enhancer, C: there and back, MSE(x, G'(G(x))) + MSE(y, G(G'(y))); published weight 10,000.

    Args:
        plain: photos x, `(N, 3, H, W)`.
        plain_again: G'(G(x)).
        finished: well-finished photos y.
        finished_again: G(G'(y)).
    """
    return mean_square(plain_again, plain) + mean_square(finished_again, finished)
