"""The two eyes of a stereo photo, and the ways of looking at them."""

import enum


class Eye(enum.Enum):
    """One of two pictures of a scene; the value is its word."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Eye":
        """The one beside it."""
        return Eye.LEFT if self is Eye.RIGHT else Eye.RIGHT


class EyeView(enum.Enum):
    """What the canvas shows of a pair; the value is what the status line says."""

    LEFT = "Left eye"
    RIGHT = "Right eye"
    ANAGLYPH = "Anaglyph"
    WIGGLE = "Wiggle"

    @property
    def needs_both(self) -> bool:
        """True where the pixels of both eyes are seen."""
        return self in (EyeView.ANAGLYPH, EyeView.WIGGLE)

    @property
    def eye(self) -> Eye:
        """The eye in front: the one that is seen, or the left of both."""
        return Eye.RIGHT if self is EyeView.RIGHT else Eye.LEFT
