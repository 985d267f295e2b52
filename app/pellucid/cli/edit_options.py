"""Options that verbs on photos share, declared once."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pellucid.cli.framing_options import add_framing_arguments, output_size, sharpening
from pellucid.cli.masked_operations import MaskedOperations, is_masked, parse_mask_files, parse_masked
from pellucid.cli.plain_options import add_computing_arguments, positive_count
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import Existing, ExportOptions, MetadataChoice
from pellucid.foundation.name_pattern import NAME_ONLY
from pellucid.io.decode import DEFAULT_MAX_PIXELS
from pellucid.io.stereo import EyeOrder

METADATA_WORDS = tuple(choice.value.replace(" ", "-") for choice in MetadataChoice)
"""The choices of metadata as words of the command line, the default first."""


def add_edit_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a verb that edits photos."""
    parser.add_argument(
        "--op",
        action="append",
        default=[],
        dest="operations",
        metavar="NAME[@MASK][:key=value,...]",
        help="an operation with its settings, as in denoise:gamma=1.2, in a mask as in denoise@sky:gamma=2; "
        "repeat for more",
    )
    parser.add_argument(
        "--mask",
        action="append",
        default=[],
        dest="masks",
        metavar="NAME=FILE",
        help="a mask for --op NAME@MASK: JSON as in saved edits, or a gray picture; repeat for more",
    )
    parser.add_argument(
        "--auto",
        action="store_true",
        help="also repair what is found wrong with the photo, where a step is proposed against it",
    )
    parser.add_argument("--preset", metavar="NAME|FILE", help="lay a preset over the photo, below what --op says")
    parser.add_argument(
        "--version", dest="begins_with", metavar="NAME", default="", help="begin with this version of the saved edits"
    )
    parser.add_argument("--depth", type=int, choices=(8, 16), help="bits a sample (default: as the photo)")
    parser.add_argument("--quality", type=int, metavar="N", help="of JPEG and WebP, 1 to 100 (default: 92)")
    add_metadata_argument(parser)
    add_proof_argument(parser)
    add_framing_arguments(parser)
    parser.add_argument("--force", action="store_true", help="replace files that exist; never the photo itself")
    add_reading_arguments(parser)
    add_computing_arguments(parser)


def plain_operations(arguments: argparse.Namespace) -> list[str]:
    """The operations that are done to the whole photo."""
    return [text for text in arguments.operations if not is_masked(text)]


def masked_operations(arguments: argparse.Namespace) -> MaskedOperations:
    """The masks, and the operations that are done where these are.

    Raises:
        UsageError, UnreadableError: see `parse_masked` and `parse_mask_files`.
    """
    return parse_masked(arguments.operations, parse_mask_files(arguments.masks))


def add_metadata_argument(parser: argparse.ArgumentParser) -> None:
    """Declare which metadata goes into results; read by `export_options`."""
    parser.add_argument(
        "--metadata",
        choices=METADATA_WORDS,
        default=METADATA_WORDS[0],
        help="what results carry of EXIF, XMP, IPTC and comments (default: all)",
    )


def add_proof_argument(parser: argparse.ArgumentParser) -> None:
    """Declare whether results tell how they were made; read by `export_options`."""
    parser.add_argument(
        "--proof",
        action="store_true",
        help="write into the XMP of results what was done: operations, settings, networks and their digests, version",
    )


def add_reading_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the limit on a photo's size."""
    parser.add_argument(
        "--max-pixels",
        type=positive_count,
        default=DEFAULT_MAX_PIXELS,
        metavar="N",
        help=f"refuse larger photos (default: {DEFAULT_MAX_PIXELS})",
    )


def add_order_argument(parser: argparse.ArgumentParser) -> None:
    """Declare how two eyes stand in one picture; read by `eye_order`."""
    parser.add_argument(
        "--order",
        choices=[order.value for order in EyeOrder],
        help="both eyes stand side by side in the photo, the right one on the left (crossed) or not (parallel); "
        "default: as a JPS says, crossed in other .jps and .pns, and one eye in any other photo",
    )


def eye_order(word: str | None) -> EyeOrder | None:
    """Read an order.

    Raises:
        UsageError: there is none of that name.
    """
    try:
        return None if word is None else EyeOrder(word)
    except ValueError as error:
        raise UsageError(f"order: “{word}” is neither crossed nor parallel") from error


def add_naming_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how results are named; read by `existing_choice` and `NamePattern`."""
    parser.add_argument(
        "--pattern",
        default=NAME_ONLY,
        metavar="TEXT",
        help="names of results, of {name}, {date}, {time}, {number}, {number:4} and {version} (default: {name})",
    )
    parser.add_argument(
        "--existing",
        choices=[choice.value for choice in Existing],
        help="where a file has that name: number the new one, overwrite it (as --force), or skip the photo",
    )


def existing_choice(word: str | None) -> Existing | None:
    """Read what is done with files that are there.

    Raises:
        UsageError: there is no such choice.
    """
    try:
        return None if word is None else Existing(word)
    except ValueError as error:
        raise UsageError(f"existing: “{word}” is none of {', '.join(choice.value for choice in Existing)}") from error


def export_options(
    depth: int | None,
    quality: int | None,
    metadata: str | None = None,
    shape: Mapping[str, Any] | None = None,
    *,
    overwrite: bool,
    proof: bool = False,
) -> ExportOptions:
    """Make export options; what is None takes its default. `shape` holds values of `framing_options.KEYS`.

    Raises:
        UsageError: a depth, a quality, a choice of metadata, a size or a sharpening that does not exist.
    """
    if depth not in {None, 8, 16}:
        raise UsageError(f"depth: {depth} is neither 8 nor 16")
    options = ExportOptions(
        depth=depth,
        overwrite=overwrite,
        proof=proof,
        metadata=_metadata_choice(metadata),
        size=output_size(shape or {}),
        sharpening=sharpening(shape or {}),
    )
    if quality is None:
        return options
    if not 1 <= quality <= 100:
        raise UsageError(f"quality: {quality} is outside 1 to 100")
    return replace(options, quality=quality)


def _metadata_choice(word: str | None) -> MetadataChoice:
    if word is None:
        return ExportOptions().metadata
    if word not in METADATA_WORDS:
        raise UsageError(f"metadata: “{word}” is none of {', '.join(METADATA_WORDS)}")
    return MetadataChoice(word.replace("-", " "))
