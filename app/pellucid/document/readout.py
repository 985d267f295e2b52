"""What the window wants to know of one place of a photo, frozen, on its way to a worker; and what comes back."""

from dataclasses import dataclass

from pellucid.document.edit import Edit


@dataclass(frozen=True)
class ReadoutRequest:
    """One place.

    Attributes:
        edit: what is done to the photo.
        x: column of the photo as it stands.
        y: row.
        side_px: of the square whose mean counts; 1 for the pixel alone.
    """

    edit: Edit
    x: int
    y: int
    side_px: int = 1


@dataclass(frozen=True)
class Sample:
    """Colour and noise of a place.

    Attributes:
        levels: red, green and blue, 0 to 255 as an 8-bit export rounds them.
        sigma: standard deviation of the luma noise around the place, in the same levels; None in a photo too small.
    """

    levels: tuple[int, int, int]
    sigma: float | None


@dataclass(frozen=True)
class Readout:
    """An answer.

    Attributes:
        request: what was asked.
        before: of the unedited photo.
        after: of the result; None while that is being computed.
    """

    request: ReadoutRequest
    before: Sample
    after: Sample | None
