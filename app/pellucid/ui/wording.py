"""Numbers as people read them. Pure, so that the same fact reads the same in every corner of the window."""

from pellucid.foundation.geometry import Size


def size_text(size: Size) -> str:
    """Size in pixels and megapixels."""
    return f"{size.width} × {size.height} · {megapixels_text(size)}"


def megapixels_text(size: Size) -> str:
    """Number of pixels, with a digit after the point where it says something."""
    millions = size.pixels / 1e6
    return f"{millions:.0f} MP" if millions >= 10 else f"{millions:.1f} MP" if millions >= 0.05 else "under 0.1 MP"


def color_text(color: str) -> str:
    """Colours of a photo by the name that its facts have for them."""
    return "RGB" if color == "rgb" else color


def zoom_text(zoom: float) -> str:
    """Zoom in percent; 1.0 is 100 %."""
    percent = zoom * 100
    return f"{percent:.0f} %" if percent >= 10 else f"{percent:.1f} %"


def remaining_text(seconds: float | None) -> str:
    """Remaining time, coarser the longer it is; empty while unknown."""
    if seconds is None:
        return ""
    if seconds < 1:
        return "a moment left"
    if seconds < 90:
        return f"{seconds:.0f} s left"
    return f"{seconds / 60:.0f} min left" if seconds < 5400 else f"{seconds / 3600:.1f} h left"


def shortened(text: str, length: int = 60) -> str:
    """Text with its middle left out where it is longer than `length` characters."""
    if len(text) <= length:
        return text
    half = (length - 1) // 2
    return f"{text[:half]}…{text[-half:]}"
