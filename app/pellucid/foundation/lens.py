"""What a lens did to the places of a photo: distortion, and lateral colour.

The radial part of the model of Brown (1971) and Conrady (1919), which calibration programs share.
"""

from dataclasses import dataclass

from pellucid.foundation.geometry import Size
from pellucid.foundation.projective import Number

_STEPS = 8
"""Of Newton's method, which inverts the polynomial; fewer than these reach the last digit in the range allowed."""

_FLATTEST = 0.2
"""The polynomial rises everywhere by at least this, or places would fold over each other."""


@dataclass(frozen=True)
class Lens:
    """Numbers that take a corrected place to the one in the photo.

    With r the distance from the middle in half diagonals: r_photo = s r (1 + k₁ r² + k₂ r⁴ + k₃ r⁶).

    Attributes:
        distortion: k₁, k₂ and k₃; below 0 a barrel is straightened, above 0 a cushion.
        red: s of the red channel, 0.98 to 1.02; green has 1.
        blue: s of the blue channel.

    Raises:
        ValueError: a number is outside its range, or the distortion folds the picture.
    """

    distortion: tuple[float, float, float] = (0.0, 0.0, 0.0)
    red: float = 1.0
    blue: float = 1.0

    def __post_init__(self) -> None:
        if not all(_FLATTEST <= self._slope(step / 20) <= 1 / _FLATTEST for step in range(25)):
            raise ValueError("lens: the distortion folds the picture over")
        if not all(0.98 <= scale <= 1.02 for scale in (self.red, self.blue)):
            raise ValueError("lens: the scale of a colour is outside 0.98 to 1.02")

    @property
    def is_neutral(self) -> bool:
        """True where nothing is corrected."""
        return not any(self.distortion) and not self.has_lateral_color

    @property
    def has_lateral_color(self) -> bool:
        """True where the channels differ."""
        return (self.red, self.blue) != (1.0, 1.0)

    def to_photo(self, x: Number, y: Number, photo: Size, channel: int = 1) -> tuple[Number, Number]:
        """Corrected places to those in the photo, in pixels; `channel` is 0 for red, 1 for green, 2 for blue."""
        if self.is_neutral:
            return x, y
        middle_x, middle_y = photo.width / 2, photo.height / 2
        across, down = x - middle_x, y - middle_y
        growth = self._growth((across * across + down * down) / _half_diagonal_squared(photo), channel)
        return across * growth + middle_x, down * growth + middle_y

    def to_corrected(self, x: Number, y: Number, photo: Size, channel: int = 1) -> tuple[Number, Number]:
        """Places in the photo to corrected ones; the inverse of `to_photo`."""
        if self.is_neutral:
            return x, y
        middle_x, middle_y = photo.width / 2, photo.height / 2
        across, down = x - middle_x, y - middle_y
        wanted = ((across * across + down * down) / _half_diagonal_squared(photo)) ** 0.5
        found = wanted
        for _ in range(_STEPS):
            squared = found * found
            excess = found * self._growth(squared, channel) - wanted
            found = found - excess / self._slope(squared, channel)
        growth = self._growth(found * found, channel)
        return across / growth + middle_x, down / growth + middle_y

    def _slope(self, squared: Number, channel: int = 1) -> Number:
        """Of the distance in the photo over the corrected one."""
        first, second, third = self.distortion
        scale = (self.red, 1.0, self.blue)[channel]
        return (squared * (squared * (squared * (7 * third) + 5 * second) + 3 * first) + 1.0) * scale

    def _growth(self, squared: Number, channel: int) -> Number:
        first, second, third = self.distortion
        scale = (self.red, 1.0, self.blue)[channel]
        return (squared * (squared * (squared * third + second) + first) + 1.0) * scale


NEUTRAL_LENS = Lens()


def _half_diagonal_squared(photo: Size) -> float:
    return (photo.width**2 + photo.height**2) / 4
