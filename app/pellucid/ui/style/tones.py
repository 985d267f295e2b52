"""The two palettes: neutral grays and one accent. No Qt.

Everything around a photo is gray without a tint, because a tint next to a photo changes how its colours look; the one
accent marks what is active, chosen or primary. Text keeps 4.5:1 against what it stands on, and what bounds a control
keeps 3:1; `tests/ui/style` works both out.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tones:
    """Colours of one scheme, as Qt writes them.

    Attributes:
        window: behind panels, bars and dialogs.
        base: inside of fields and lists.
        raised: the open row, menus, messages.
        button: inside of buttons.
        hover: inside of what the pointer is over.
        tint: inside of what is chosen or switched on, under ordinary text.
        text: what is read.
        quiet: small print.
        disabled: what cannot be used now.
        border: hairlines between rows, which bound no control.
        edge: what bounds a control: fields, grooves, the rim of a switch.
        accent: what is active or primary.
        on_accent: text on the accent.
        alarm: the edge of an error.
        canvas: the gray around the photo that goes with the scheme, 0 to 255.
    """

    window: str
    base: str
    raised: str
    button: str
    hover: str
    tint: str
    text: str
    quiet: str
    disabled: str
    border: str
    edge: str
    accent: str
    on_accent: str
    alarm: str
    canvas: int


DARK = Tones(
    window="#262626",
    base="#1c1c1c",
    raised="#303030",
    button="#3a3a3a",
    hover="#454545",
    tint="#29394d",
    text="#e8e8e8",
    quiet="#a9a9a9",
    disabled="#757575",
    border="#3d3d3d",
    edge="#7d7d7d",
    accent="#67aaf0",
    on_accent="#101010",
    alarm="#ff8a80",
    canvas=0x1A,
)
LIGHT = Tones(
    window="#ededed",
    base="#ffffff",
    raised="#f9f9f9",
    button="#fbfbfb",
    hover="#dedede",
    tint="#cfe0f3",
    text="#1b1b1b",
    quiet="#595959",
    disabled="#949494",
    border="#d0d0d0",
    edge="#808080",
    accent="#1f68b8",
    on_accent="#ffffff",
    alarm="#b3261e",
    canvas=0x77,
)


def contrast(first: str, second: str) -> float:
    """Contrast of two colours as `#rrggbb`, 1 to 21, by WCAG 2."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
