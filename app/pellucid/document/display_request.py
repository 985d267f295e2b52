"""How the canvas is to be shown on a display, frozen, on its way from the window to a worker."""

import enum
from dataclasses import dataclass
from pathlib import Path


class MonitorChoice(enum.Enum):
    """Where the profile of the display comes from."""

    SYSTEM = "system"
    NONE = "none"
    """The display is taken for sRGB."""
    FILE = "file"


@dataclass(frozen=True)
class DisplayRequest:
    """What a display is to show.

    Attributes:
        monitor: where its profile comes from.
        file: of the profile, where one was chosen.
        screen: number of the display, as the platform counts them, 0 being the first.
        proof: file of the profile that colours are proofed for, or None.
        warns: colours that the proof cannot hold are marked.
    """

    monitor: MonitorChoice
    file: Path | None = None
    screen: int = 0
    proof: Path | None = None
    warns: bool = False
