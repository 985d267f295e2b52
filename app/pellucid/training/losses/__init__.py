"""Losses of the ten papers, by name. All take tensors and return a scalar; none has weights or state of its own.

- `pixels`: two pictures value by value (DnCNN, CBDNet, DehazeNet, HDRNet, EPDN, DeepDeblur);
- `maps`: noise level (CBDNet), patch size (PMS-Net), disparity (DAVANet);
- `features`: feature matching and perceptual distance (EPDN, DAVANet);
- `adversarial`: the games (EPDN, DeepDeblur, Deep Photo Enhancer) and the two-way terms;
- `illumination`: Deep Illumination Estimation.

An equation carries its printed number where that is known, elsewhere the paper's own symbol. How the terms of a
network are weighed against each other stands in its recipe, not here.
"""

from pellucid.training.losses.adversarial import (
    GRADIENT_NORM_RANGE,
    PENALTY_WINDOW_STEPS,
    AdaptiveWeight,
    cross_entropy_discriminator,
    cross_entropy_generator,
    cycle_consistency,
    gradient_penalty,
    identity_mapping,
    least_squares_discriminator,
    least_squares_generator,
    wasserstein_critic,
    wasserstein_generator,
)
from pellucid.training.losses.features import (
    DAVANET_FEATURE_WEIGHTS,
    EPDN_FEATURE_WEIGHTS,
    Extractor,
    feature_matching,
    perceptual,
)
from pellucid.training.losses.illumination import (
    color_angle,
    illumination_reconstruction,
    illumination_smoothness,
    light_spread,
)
from pellucid.training.losses.maps import (
    DISPARITY_WEIGHTS,
    UNDER_ESTIMATION_ALPHA,
    asymmetric,
    excess,
    local_deviation,
    masked_disparity,
    patch_size_cross_entropy,
    relative_asymmetric,
    total_variation,
)
from pellucid.training.losses.pixels import (
    charbonnier,
    half_sum_of_squares,
    mean_square,
    multi_scale_content,
    relative_l1,
)

__all__ = [
    "DAVANET_FEATURE_WEIGHTS",
    "DISPARITY_WEIGHTS",
    "EPDN_FEATURE_WEIGHTS",
    "GRADIENT_NORM_RANGE",
    "PENALTY_WINDOW_STEPS",
    "UNDER_ESTIMATION_ALPHA",
    "AdaptiveWeight",
    "Extractor",
    "asymmetric",
    "charbonnier",
    "color_angle",
    "cross_entropy_discriminator",
    "cross_entropy_generator",
    "cycle_consistency",
    "excess",
    "feature_matching",
    "gradient_penalty",
    "half_sum_of_squares",
    "identity_mapping",
    "illumination_reconstruction",
    "illumination_smoothness",
    "least_squares_discriminator",
    "least_squares_generator",
    "light_spread",
    "local_deviation",
    "masked_disparity",
    "mean_square",
    "multi_scale_content",
    "patch_size_cross_entropy",
    "perceptual",
    "relative_asymmetric",
    "relative_l1",
    "total_variation",
    "wasserstein_critic",
    "wasserstein_generator",
]
