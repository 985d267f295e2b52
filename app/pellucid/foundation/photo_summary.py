"""What is known of a photo from its header alone, for a list of many: when it was taken, and how it was rated."""

from dataclasses import dataclass, field

MOST_STARS = 5


@dataclass(frozen=True)
class Rating:
    """What a person thinks of a photo.

    Attributes:
        stars: 0 (none given) to 5.
        is_rejected: the photo is to go.

    Raises:
        ValueError: there are no such stars.
    """

    stars: int = 0
    is_rejected: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.stars <= MOST_STARS:
            raise ValueError(f"there are 0 to {MOST_STARS} stars, not {self.stars}")


@dataclass(frozen=True)
class PhotoSummary:
    """Facts for sorting and filtering.

    Attributes:
        taken: `YYYY-MM-DD HH:MM:SS` and parts of a second, by the clock of the camera; empty where it is not known.
        rating: stars, or rejected.
    """

    taken: str = ""
    rating: Rating = field(default_factory=Rating)
