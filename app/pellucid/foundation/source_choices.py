"""What decoding is asked for where a file leaves a choice: which picture, and how a raw or float file is exposed.

The same file gives other pixels with other choices, so whatever is kept under a fingerprint is kept under
`SourceChoices.named` instead.
"""

import enum
import hashlib
from dataclasses import dataclass
from functools import cached_property

from pellucid.foundation.digest import digest_of

EXPOSURE_EV = (-5.0, 5.0)
"""Range of `SourceChoices.exposure_ev`."""

TEMPERATURE_K = (2000.0, 25000.0)
"""Range of `SourceChoices.temperature_k`."""

TINT = (-150.0, 150.0)
"""Range of `SourceChoices.tint`."""

MAX_PAGES = 10_000
"""No file is looked through for more pictures."""


class Highlights(enum.Enum):
    """What becomes of raw highlights in which some colours are clipped and others are not."""

    CLIP = "clip"
    BLEND = "blend"
    RECONSTRUCT = "reconstruct"


@dataclass(frozen=True)
class SourceChoices:
    """Choices of decoding; the defaults give the photo as its file says it.

    Attributes:
        page: number of the picture in a file with several, counted from 0; None is the file's primary picture.
        exposure_ev: stops added to a raw or a float file before it is clipped; other files ignore it.
        temperature_k: white balance of a raw file as the temperature of the light in kelvin; None is as shot.
        tint: green (negative) to magenta, on top of a temperature; counts only with one.
        highlights: of a raw file.
    """

    page: int | None = None
    exposure_ev: float = 0.0
    temperature_k: float | None = None
    tint: float = 0.0
    highlights: Highlights = Highlights.BLEND

    def __post_init__(self) -> None:
        """Refuse what no decoder could follow.

        Raises:
            ValueError: a value outside its range.
        """
        if self.page is not None and not 0 <= self.page < MAX_PAGES:
            raise ValueError(f"a page of {self.page} makes no sense; pages count from 0")
        named = (
            ("exposure", self.exposure_ev, EXPOSURE_EV),
            ("temperature", TEMPERATURE_K[0] if self.temperature_k is None else self.temperature_k, TEMPERATURE_K),
            ("tint", self.tint, TINT),
        )
        for name, value, (low, high) in named:
            if not low <= value <= high:
                raise ValueError(f"the {name} of the file must lie between {low:g} and {high:g}, not at {value:g}")

    @cached_property
    def digest(self) -> str:
        """Names everything that is asked for."""
        return digest_of(self)

    @property
    def is_neutral(self) -> bool:
        """True where nothing is asked for beyond what the file says."""
        return self == AS_THE_FILE_SAYS

    def named(self, fingerprint: str) -> str:
        """The name of the pixels that a file of this fingerprint gives with these choices; 32 hex digits.

        Without choices it is the fingerprint itself.
        """
        if self.is_neutral:
            return fingerprint
        values = (self.page, self.exposure_ev, self.temperature_k, self.tint, self.highlights.value)
        return hashlib.sha256(f"{fingerprint}:{values!r}".encode()).hexdigest()[:32]


AS_THE_FILE_SAYS = SourceChoices()
"""No choices."""
