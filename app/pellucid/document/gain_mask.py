"""A ready mask for noise that low light raises: it follows the gain of the unedited photo.

Denoise comes before low light and sees little noise in the dark, where most of it will be raised. With this mask it is
told of more noise there: γ(x) in place of one γ, in a single run.
"""

from dataclasses import replace

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Local, Step
from pellucid.foundation.masks import Component, MapRange, Mask

FULL_GAIN = 8.0
"""Where noise is raised so many times, the mask is 1."""

GAIN_MASK = Mask("gain", "Raised noise", (Component(MapRange("relight", "", "", "gain", 1.0, FULL_GAIN)),))
"""0 where low light at its defaults raises no noise."""


def denoised_by_gain(edit: Edit, gamma: float) -> Edit:
    """Let denoise be told of more noise the more of it is raised.

    Args:
        edit: of a photo.
        gamma: noise level γ where the mask is 1, 0 to 2; where it is 0, that of the edit goes on to count.
    """
    step = edit.stack.step("denoise") or Step("denoise", edit.stack.parameters("denoise"))
    local = (step.local(GAIN_MASK.id) or Local(GAIN_MASK.id)).with_change("gamma", gamma)
    return edit.with_mask(GAIN_MASK).with_stack(edit.stack.with_step(replace(step.with_local(local), enabled=True)))
