"""How a mask is shown over the photo. No Qt."""

from dataclasses import dataclass, replace

from pellucid.foundation.frame import MaskTexture
from pellucid.foundation.translation import mark

COLORS = {
    mark("Red"): (235, 40, 50),
    mark("Green"): (40, 200, 80),
    mark("Blue"): (60, 110, 255),
    mark("Yellow"): (250, 220, 40),
    mark("White"): (255, 255, 255),
    mark("Black"): (0, 0, 0),
}
"""By name: whatever the colour of a photo, one of them stands out."""

OPACITIES = (0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class MaskStyle:
    """Colour, opacity where the mask is 1, and whether only its outline is shown, where it is a half."""

    color_name: str = "Red"
    opacity: float = 0.5
    is_outline: bool = False

    @property
    def color(self) -> tuple[int, int, int]:
        """Red, green and blue, 0 to 255."""
        return COLORS[self.color_name]

    @property
    def shown_opacity(self) -> float:
        """An outline is as opaque as it can be: it hides little."""
        return 1.0 if self.is_outline else self.opacity

    def with_color(self, name: str) -> "MaskStyle":
        """The same in another colour."""
        return replace(self, color_name=name)

    def with_opacity(self, opacity: float) -> "MaskStyle":
        """The same, more or less opaque."""
        return replace(self, opacity=opacity, is_outline=False)

    def with_outline(self, is_outline: bool) -> "MaskStyle":
        """As an outline, or filled."""
        return replace(self, is_outline=is_outline)

    def following(self) -> "MaskStyle":
        """The next colour."""
        names = list(COLORS)
        return replace(self, color_name=names[(names.index(self.color_name) + 1) % len(names)])

    @property
    def words(self) -> str:
        """The style as the settings file has it; `read_style` reads it."""
        return f"{self.color_name} {self.opacity:g}{' outline' if self.is_outline else ''}"


def read_style(text: str) -> MaskStyle:
    """A style out of its words; the usual one where they are none."""
    name, _, rest = text.partition(" ")
    share, _, outline = rest.partition(" ")
    try:
        opacity = float(share)
    except ValueError:
        return MaskStyle()
    is_known = name in COLORS and opacity in OPACITIES and outline in ("", "outline")
    return MaskStyle(name, opacity, outline == "outline") if is_known else MaskStyle()


def outlined(mask: MaskTexture) -> MaskTexture:
    """The line along which a mask is a half, two pixels wide, as a mask."""
    import numpy as np  # noqa: PLC0415 -- not needed to start

    is_in = mask.values >= 128
    line = np.zeros_like(is_in)
    for axis in (0, 1):
        steps = np.diff(is_in, axis=axis)
        before, after = ((slice(None, -1), slice(1, None))[side] for side in (0, 1))
        for part in (before, after):
            place = (part, slice(None)) if axis == 0 else (slice(None), part)
            line[place] |= steps
    values = line.astype(np.uint8) * np.uint8(255)
    values.flags.writeable = False
    return MaskTexture(f"outline {mask.key}", values)
