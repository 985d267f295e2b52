"""From where on a measurement is told, and a step proposed: numbers in a file that `bench findings` renews."""

import functools
import tomllib
from collections.abc import Mapping

from pellucid.foundation.paths import resources_dir

_UNSURE = 0.45

Limits = Mapping[str, Mapping[str, float]]
"""By kind and name; see the file for what each means."""


@functools.cache
def shipped_limits() -> Limits:
    """The limits that were measured with the networks of this version."""
    with (resources_dir() / "findings.toml").open("rb") as file:
        return tomllib.load(file)


def severity(value: float, limit: float, *, is_sure: bool = True) -> float:
    """Where a value stands on a gauge, 0 to 1; the limit is its middle, and what is not sure stays below it."""
    return min(1.0 if is_sure else _UNSURE, max(0.0, 0.5 * value / limit))
