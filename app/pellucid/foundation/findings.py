"""What is wrong with a photo, as plain values: measured by `findings`, shown by the window and the command line."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from pellucid.foundation.translation import mark, tr

FRAMING = "framing"
"""Stands for the framing of an edit where a proposal names an operation."""


class Kind(Enum):
    """What can be wrong, in the order in which people are told; the value is its name in files and scripts."""

    NOISE = "noise"
    JPEG = "jpeg"
    HAZE = "haze"
    MOTION_BLUR = "motion_blur"
    DEFOCUS = "defocus"
    DARK = "dark"
    BRIGHT = "bright"
    CAST = "cast"
    HORIZON = "horizon"
    DUST = "dust"

    @property
    def title(self) -> str:
        """Its word for people."""
        return _TITLES[self]


_TITLES = {
    Kind.NOISE: mark("Noise"),
    Kind.JPEG: mark("JPEG artefacts"),
    Kind.HAZE: mark("Haze"),
    Kind.MOTION_BLUR: mark("Motion blur"),
    Kind.DEFOCUS: mark("Out of focus"),
    Kind.DARK: mark("Too dark"),
    Kind.BRIGHT: mark("Too bright"),
    Kind.CAST: mark("Colour cast"),
    Kind.HORIZON: mark("Horizon"),
    Kind.DUST: mark("Dust"),
}


@dataclass(frozen=True)
class Proposal:
    """A step against what was found.

    Attributes:
        operation: id in the catalogue, or `FRAMING`.
        values: fields of its parameters, or of the framing, and their values; all others stay at their defaults.
    """

    operation: str
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Finding:
    """One measurement, and what it means.

    Attributes:
        kind: what was measured.
        value: how much, in `unit`.
        unit: as people read it after the number; empty where the number stands alone.
        confidence: 0 to 1.
        severity: for a gauge, 0 to 1: 0 is nothing, 0.5 is where repair begins to gain.
        is_found: True where it is wrong enough, and sure enough, to be told.
        sentence: what it is, for people, whether something is wrong or not.
        details: more numbers, as pairs of words.
        map: operation and name of the analysis map that shows it; None where there is none.
        proposal: the step that repairs it; None where nothing is to be repaired, or where no step is known to help.
    """

    kind: Kind
    value: float
    unit: str
    confidence: float
    severity: float
    is_found: bool
    sentence: str
    details: tuple[tuple[str, str], ...] = ()
    map: tuple[str, str] | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True)
class Findings:
    """All that was measured in a photo.

    Attributes:
        photo: names its decoded pixels (`PhotoFacts.pixels`); of a pair those of the left eye.
        measured: one of each kind that could be measured, in the order of `Kind`.
    """

    photo: str
    measured: tuple[Finding, ...] = ()

    @property
    def found(self) -> tuple[Finding, ...]:
        """What is wrong; empty is the common answer."""
        return tuple(finding for finding in self.measured if finding.is_found)

    @property
    def repairable(self) -> tuple[Finding, ...]:
        """What is wrong and can be repaired."""
        return tuple(finding for finding in self.found if finding.proposal is not None)

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return " ".join(finding.sentence for finding in self.found) or tr(NOTHING_TO_REPAIR)

    def of(self, kind: Kind) -> Finding | None:
        """The measurement of a kind, or None."""
        return next((finding for finding in self.measured if finding.kind is kind), None)


NOTHING_TO_REPAIR = mark("Nothing to repair here.")
