"""`pellucid info FILE`: the facts of a photo."""

import argparse
from pathlib import Path

from pellucid.cli.console import say_json
from pellucid.cli.edit_options import add_reading_arguments
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.io.decode import read_facts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("photo", type=Path, metavar="FILE", help="the photo")
    add_reading_arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Read the photo and tell its facts."""
    facts = read_facts(arguments.photo, max_pixels=arguments.max_pixels)
    if arguments.json:
        say_json(as_json(facts))
    else:
        print("\n".join(f"{label:12}{value}" for label, value in _lines(facts)))
    return 0


def as_json(facts: PhotoFacts) -> dict[str, object]:
    """Facts as plain values."""
    return {
        "code": 0,
        "path": str(facts.path),
        "format": facts.format,
        "width_px": facts.size.width,
        "height_px": facts.size.height,
        "colour": facts.colour,
        "bit_depth": facts.bit_depth,
        "has_alpha": facts.has_alpha,
        "profile": facts.profile,
        "file_bytes": facts.file_bytes,
        "fingerprint": facts.fingerprint,
        "shot": facts.shot,
        "warnings": list(facts.warnings),
    }


def _lines(facts: PhotoFacts) -> list[tuple[str, str]]:
    size = facts.size
    alpha = ", with transparency" if facts.has_alpha else ""
    lines = [
        ("file", str(facts.path)),
        ("format", f"{facts.format}, {facts.file_bytes:,} bytes"),
        ("size", f"{size.width} × {size.height} px, {size.pixels / 1e6:.1f} megapixels"),
        ("colour", f"{facts.colour}, {facts.bit_depth} bits a sample{alpha}"),
        ("profile", facts.profile),
        ("content", facts.fingerprint),
    ]
    if facts.shot:
        lines.append(("shot", facts.shot))
    return lines + [("note", sentence) for sentence in facts.warnings]
