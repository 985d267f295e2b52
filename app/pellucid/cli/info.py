"""`pellucid info FILE`: the facts of a photo."""

import argparse
from pathlib import Path

from pellucid.cli.auto import findings_as_json, findings_lines, measured
from pellucid.cli.console import say_json
from pellucid.cli.edit_options import add_order_argument, add_reading_arguments, eye_order
from pellucid.cli.plain_options import add_computing_arguments
from pellucid.foundation.photo_facts import PhotoFacts, StereoFacts
from pellucid.io.documents import open_document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("photo", type=Path, metavar="FILE", help="the photo")
    parser.add_argument("--pair", type=Path, metavar="RIGHT", help="the right eye's photo; FILE is the left one's")
    add_order_argument(parser)
    add_reading_arguments(parser)
    parser.add_argument("--findings", action="store_true", help="also measure what is wrong with it")
    add_computing_arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Read the photo and tell its facts."""
    order = eye_order(arguments.order)
    document = open_document(arguments.photo, arguments.pair, order=order, max_pixels=arguments.max_pixels)
    facts = document.facts
    findings = measured(document, arguments.device) if arguments.findings else None
    if arguments.json:
        say_json(as_json(facts) | (findings_as_json(findings) if findings else {}))
    else:
        lines = _lines(facts) + (findings_lines(findings) if findings else [])
        print("\n".join(f"{label:12}{value}" for label, value in lines))
    return 0


def as_json(facts: PhotoFacts) -> dict[str, object]:
    """Facts as plain values."""
    return {
        "code": 0,
        "path": str(facts.path),
        "format": facts.format,
        "width_px": facts.size.width,
        "height_px": facts.size.height,
        "colour": facts.color,
        "bit_depth": facts.bit_depth,
        "has_alpha": facts.has_alpha,
        "profile": facts.profile,
        "jpeg_quality": facts.jpeg_quality,
        "file_bytes": facts.file_bytes,
        "fingerprint": facts.fingerprint,
        "shot": facts.shot,
        "warnings": list(facts.warnings),
        "eyes": 2 if facts.stereo else 1,
        "container": facts.stereo.container if facts.stereo else None,
        "swapped": facts.stereo is not None and facts.stereo.is_swapped,
    }


def _lines(facts: PhotoFacts) -> list[tuple[str, str]]:
    size = facts.size
    alpha = ", with transparency" if facts.has_alpha else ""
    lines = [
        ("file", str(facts.path)),
        ("format", f"{facts.format}, {facts.file_bytes:,} bytes"),
        ("size", f"{size.width} × {size.height} px, {size.pixels / 1e6:.1f} megapixels"),
        ("colour", f"{facts.color}, {facts.bit_depth} bits a sample{alpha}"),
        ("profile", facts.profile),
        ("content", facts.fingerprint),
    ]
    if facts.stereo:
        lines.insert(3, ("eyes", _eyes_text(facts.stereo)))
    if facts.jpeg_quality is not None:
        lines.append(("quality", f"about {facts.jpeg_quality} of 100, by the JPEG's quantisation tables"))
    if facts.shot:
        lines.append(("shot", facts.shot))
    return lines + [("note", sentence) for sentence in facts.warnings]


def _eyes_text(stereo: StereoFacts) -> str:
    if stereo.partner is not None:
        return f"two, the right one in {stereo.partner}"
    swapped = "; in the file they stand the other way round" if stereo.is_swapped else ""
    place = f"in one {stereo.container} file" if stereo.container else "side by side"
    return f"two, {place}{swapped}; the size is that of one eye"
