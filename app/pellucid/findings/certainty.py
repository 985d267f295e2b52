"""How sure several signs together make: a logistic rule, whose weights `bench findings` learns and writes."""

import math
from collections.abc import Mapping

CONSTANT = "constant"
"""Name of the weight that belongs to no sign."""

SURE = 0.5
"""What is less certain is not told."""

_MOST = 30.0
"""Of the sum: beyond it nothing is surer."""


def certainty(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum of signs, 0 to 1.

    Args:
        signs: by name.
        weights: one for each of them, and `CONSTANT`.
    """
    total = weights[CONSTANT] + sum(weights[name] * value for name, value in signs.items())
    return 1 / (1 + math.exp(-min(_MOST, max(-_MOST, total))))
