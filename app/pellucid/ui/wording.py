"""Numbers as people read them. Pure, so that the same fact reads the same in every corner of the window."""

from pellucid.foundation.geometry import Size
from pellucid.foundation.translation import tr


def size_text(size: Size) -> str:
    """Size in pixels and megapixels."""
    return tr(
        "{width} × {height} · {megapixels}", width=size.width, height=size.height, megapixels=megapixels_text(size)
    )


def megapixels_text(size: Size) -> str:
    """Number of pixels, with a digit after the point where it says something."""
    millions = size.pixels / 1e6
    if millions < 0.05:
        return tr("under {number:.1f} MP", number=0.1)
    return tr("{number:.0f} MP" if millions >= 10 else "{number:.1f} MP", number=millions)


def color_text(color: str) -> str:
    """Colours of a photo by the name that its facts have for them."""
    return "RGB" if color == "rgb" else color


def zoom_text(zoom: float) -> str:
    """Zoom in percent; 1.0 is 100 %."""
    percent = zoom * 100
    return tr("{percent:.0f} %" if percent >= 10 else "{percent:.1f} %", percent=percent)


def remaining_text(seconds: float | None) -> str:
    """Remaining time, coarser the longer it is; empty while unknown."""
    if seconds is None:
        return ""
    if seconds < 1:
        return tr("a moment left")
    if seconds < 90:
        return tr("{seconds:.0f} s left", seconds=seconds)
    if seconds < 5400:
        return tr("{minutes:.0f} min left", minutes=seconds / 60)
    return tr("{hours:.1f} h left", hours=seconds / 3600)


def shortened(text: str, length: int = 60) -> str:
    """Text with its middle left out where it is longer than `length` characters."""
    if len(text) <= length:
        return text
    half = (length - 1) // 2
    return f"{text[:half]}…{text[-half:]}"
