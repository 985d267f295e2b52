"""What the window says of a shot: camera, exposure, and the colour space that only EXIF tells."""

import io
from collections.abc import Iterator

from pellucid.io.exif import EXIF_IFD, INTEROP_IFD, Ifd, first_ifd, number, sub_ifd, text


def describe_shot(block: bytes) -> str:
    """Camera and exposure in one line, as far as the block tells them."""
    file = io.BytesIO(block)
    found = first_ifd(file)
    if found is None:
        return ""
    ifd, order = found
    maker, model = text(ifd.find(0x010F)), text(ifd.find(0x0110))
    camera = model if model.lower().startswith(maker.lower().split(" ")[0]) else f"{maker} {model}".strip()
    exif = sub_ifd(file, ifd, EXIF_IFD, order)
    parts = [camera, *(_exposure(exif, order) if exif else ())]
    return " · ".join(part for part in parts if part)


def announces_adobe_rgb(block: bytes) -> bool:
    """True where a camera says by interoperability index R03 that its samples are Adobe RGB."""
    file = io.BytesIO(block)
    found = first_ifd(file)
    exif = sub_ifd(file, found[0], EXIF_IFD, found[1]) if found else None
    interop = sub_ifd(file, exif, INTEROP_IFD, found[1]) if exif and found else None
    return interop is not None and text(interop.find(1)) == "R03"


def _exposure(exif: Ifd, order: str) -> Iterator[str]:
    time, aperture, speed = (
        number(entry, order) if (entry := exif.find(tag)) else None for tag in (0x829A, 0x829D, 0x8827)
    )
    if time:
        yield f"{time:g} s" if time >= 0.4 else f"1/{round(1 / time)} s"
    if aperture:
        yield f"f/{aperture:g}"
    if speed:
        yield f"ISO {speed:g}"
