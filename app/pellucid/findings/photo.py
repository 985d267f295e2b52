"""The photo as findings see it."""

from dataclasses import dataclass

from pellucid.findings.limits import Limits
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.operations.contract import Context, FullImage


@dataclass(frozen=True)
class Photo:
    """What is measured, and with what.

    Attributes:
        full_image: the unedited photo.
        facts: what its file says.
        context: has the networks.
        limits: from where on something is told.
    """

    full_image: FullImage
    facts: PhotoFacts
    context: Context
    limits: Limits
