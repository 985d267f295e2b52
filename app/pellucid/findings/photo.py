"""The photo as findings see it."""

from dataclasses import dataclass
from functools import cached_property

from pellucid.findings.flat_noise import quiet_noise
from pellucid.findings.samples import Samples, take_samples
from pellucid.findings.seen import Seen
from pellucid.operations.contract import Context


@dataclass(frozen=True)
class Photo:
    """What is measured, and with what.

    Attributes:
        full_image: the unedited photo.
        context: has the networks.
    """

    full_image: Seen
    context: Context

    @cached_property
    def samples(self) -> Samples:
        """Pieces of full size, chosen once."""
        return take_samples(self.full_image)

    @cached_property
    def flat_noise(self) -> tuple[float, ...]:
        """Standard deviation of luma where each quiet piece is flat, 0 to 1, from dark pieces to bright ones."""
        return tuple(quiet_noise(piece) for piece in self.samples.quiet)
