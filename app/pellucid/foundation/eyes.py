"""The two eyes of a stereo photo, and the ways of looking at them."""

import enum

from pellucid.foundation.translation import mark


class Eye(enum.Enum):
    """One of two pictures of a scene; the value is its word."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Eye":
        """The one beside it."""
        return Eye.LEFT if self is Eye.RIGHT else Eye.RIGHT


class AnaglyphMode(enum.Enum):
    """How two pictures are told to red and cyan glasses; `imaging.stereo` has the formulas.

    `COLOR` has the red of the left eye and the green and blue of the right one. Saturated colours then flicker, since
    one eye sees them light and the other dark. `HALF_COLOR` gives the left eye gray, `GRAY` both eyes.
    `LEAST_SQUARES` changes colours as little as steady brightness allows.
    """

    COLOR = "colour"
    HALF_COLOR = "half_colour"
    GRAY = "gray"
    LEAST_SQUARES = "least_squares"


class EyeView(enum.Enum):
    """What the canvas shows of a pair; the value is what the status line says."""

    LEFT = mark("Left view")
    RIGHT = mark("Right view")
    ANAGLYPH = mark("Anaglyph")
    WIGGLE = mark("Wiggle")

    @property
    def needs_both(self) -> bool:
        """True where the pixels of both eyes are seen."""
        return self in (EyeView.ANAGLYPH, EyeView.WIGGLE)

    @property
    def eye(self) -> Eye:
        """The eye in front: the one that is seen, or the left of both."""
        return Eye.RIGHT if self is EyeView.RIGHT else Eye.LEFT
