"""`pellucid bench KIND`: measure this machine; each measurement is a file of its own.

With `--json` the last line of stdout is one object with keys in snake_case that end in their unit; without, the same
figures stand one a line. What was measured is kept, and `pellucid bench compare` sets one of it beside another.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from pellucid.cli.console import say_figure, say_json
from pellucid.cli.operations_text import parse_stack
from pellucid.cli.plain_options import add_computing_arguments, positive_count
from pellucid.foundation.errors import UsageError
from pellucid.operations.catalogue import CATALOGUE

RUNS = 5
MOVES = 200
MEGAPIXELS = 24
WARP_MEGAPIXELS = 10
BATCH_PHOTOS, BATCH_MEGAPIXELS = 5, 3
FOLDER_PHOTOS = 400
MASK_VIEWS = ("whole", "full")
MASK_DRAGS = ("masked_tone", "paint_tone", "paint_gamma")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the measurements and their options."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    export = kinds.add_parser("export", help="seconds a megapixel of an export, against what the machine can do")
    export.add_argument("--large", action="store_true", help="also the peak memory of a 100-megapixel export")
    export.add_argument(
        "--op", action="append", dest="edits", metavar="NAME[:key=value,...]", help="only this edit; repeat for more"
    )
    export.add_argument("--engine-only", action="store_true", help="no exports in processes of their own")
    export.set_defaults(measure=_export)
    startup = kinds.add_parser("startup", help="time to a usable window, against that of an empty one")
    startup.add_argument("--runs", type=positive_count, default=RUNS, metavar="N", help=f"starts (default: {RUNS})")
    startup.set_defaults(measure=_startup)
    preview = kinds.add_parser("preview", help="how fast the canvas follows sliders and the crop tool")
    preview.add_argument("--moves", type=positive_count, default=MOVES, metavar="N", help=f"default: {MOVES}")
    preview.add_argument(
        "--fidelity", type=Path, metavar="DIR", help="instead measure how true approximate frames are, on these photos"
    )
    preview.add_argument(
        "--operations",
        nargs="*",
        choices=[spec.id for spec in CATALOGUE],
        metavar="ID",
        help="only these sliders, or none",
    )
    preview.set_defaults(measure=_preview)
    memory = kinds.add_parser("memory", help="what a window holds at rest and at most, and apply at most")
    memory.set_defaults(measure=_memory)
    masks = _add_masks(kinds)
    warp = kinds.add_parser("warp", help="seconds a megapixel of straightening, beside OpenCV where it is installed")
    warp.add_argument(
        "--megapixels",
        nargs="+",
        type=positive_count,
        default=[WARP_MEGAPIXELS],
        metavar="N",
        help=f"of the photos (default: {WARP_MEGAPIXELS})",
    )
    warp.set_defaults(measure=_warp)
    batch = kinds.add_parser("batch", help="a batch beside the computing alone")
    batch.add_argument("--op", default="denoise", metavar="NAME[:key=value,...]", help="default: denoise")
    batch.add_argument(
        "--photos", type=positive_count, default=BATCH_PHOTOS, metavar="N", help=f"default: {BATCH_PHOTOS}"
    )
    batch.add_argument(
        "--megapixels", type=positive_count, default=BATCH_MEGAPIXELS, metavar="N", help=f"default: {BATCH_MEGAPIXELS}"
    )
    batch.set_defaults(measure=_batch)
    folder = kinds.add_parser("folder", help="opening a folder in a window, and small pictures beside draft decodes")
    folder.add_argument(
        "--photos", type=positive_count, default=FOLDER_PHOTOS, metavar="N", help=f"default: {FOLDER_PHOTOS}"
    )
    folder.add_argument("--folder", type=Path, metavar="DIR", help="measure the photos of this folder instead")
    folder.set_defaults(measure=_folder)
    quality = kinds.add_parser("quality", help="what the networks gain on pictures that never trained")
    _add_quality_arguments(quality)
    findings = kinds.add_parser("findings", help="what findings are worth, on photos that did not set their limits")
    findings.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with the measured pictures")
    findings.add_argument("--write", type=Path, metavar="FILE", help="renew the limits, and judge those")
    findings.add_argument("--keep", type=Path, metavar="FILE", help="go on with what was measured there, and add to it")
    findings.add_argument("--markdown", action="store_true", help="write Markdown tables")
    findings.set_defaults(measure=_findings, table=_findings_table)
    for kind in (export, preview, memory, masks):
        kind.add_argument(
            "--megapixels", type=positive_count, default=MEGAPIXELS, metavar="N", help=f"default: {MEGAPIXELS}"
        )
    for kind in (export, startup, preview, memory):
        kind.add_argument("--photo", type=Path, metavar="FILE", help="measure with this photo")
    for kind in (export, startup, preview, memory, masks, warp, batch, folder, quality, findings):
        kind.add_argument("--json", action="store_true", help="one JSON object on the last line")
        kind.add_argument("--label", default="", metavar="WORD", help="a name for the result that is kept")
        kind.add_argument("--results", type=Path, metavar="FILE", help="keep the result there, one JSON object a line")
    for kind in (export, startup, preview, memory, masks, batch, quality, findings):
        add_computing_arguments(kind)
    compare = kinds.add_parser("compare", help="what became slower or faster between kept results")
    for name in ("first", "second"):
        compare.add_argument(
            name, metavar=name[0].upper(), help="a file of results, or a label or version of kept ones"
        )
    compare.add_argument("--json", action="store_true", help="one JSON object on the last line")
    compare.set_defaults(measure=_compare, told=_comparison_told)


def _add_masks(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    masks = kinds.add_parser("masks", help="how fast masks are painted, mixed, written and drawn")
    masks.add_argument("--moves", type=positive_count, default=MOVES, metavar="N", help=f"default: {MOVES}")
    masks.add_argument("--brush", action="store_true", help="only what needs no window")
    masks.add_argument("--views", nargs="+", choices=MASK_VIEWS, default=MASK_VIEWS, help="only in these")
    masks.add_argument(
        "--drags", nargs="*", choices=MASK_DRAGS, default=MASK_DRAGS, help="only these beside the tone of all"
    )
    masks.set_defaults(measure=_masks)
    return masks


def _add_quality_arguments(quality: argparse.ArgumentParser) -> None:
    quality.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with the measured pictures")
    quality.add_argument(
        "--networks", nargs="+", metavar="ID", help="installed networks, or model folders (default: all that are known)"
    )
    quality.add_argument("--sets", nargs="+", default=(), metavar="SET", help="only these sets, such as cbsd68")
    quality.add_argument(
        "--peers", action="store_true", help="also run BM3D and non-local means; BM3D takes minutes a megapixel"
    )
    quality.add_argument("--markdown", action="store_true", help="write a Markdown table")
    quality.set_defaults(measure=_quality, table=_quality_table)


def run(arguments: argparse.Namespace) -> int:
    """Measure and tell."""
    figures: dict[str, Any] = arguments.measure(arguments)
    if arguments.json:
        say_json(figures)
    elif getattr(arguments, "markdown", False):
        print(arguments.table(figures))
    elif hasattr(arguments, "told"):
        print(arguments.told(figures))
    else:
        print("\n".join(_lines(figures)))
    if arguments.kind != "compare":
        _keep(arguments, figures)
    return 0


_NO_SETTINGS = {"kind", "measure", "table", "told", "json", "markdown", "label", "results", "write", "verb"}
"""Arguments that do not change what is measured."""


def _keep(arguments: argparse.Namespace, figures: dict[str, Any]) -> None:
    """Keep a result; paths in its settings are the names of files alone, as folders differ between machines."""
    from pellucid.bench.results import Result, keep, kept_results  # noqa: PLC0415 -- each measurement loads its own

    settings = {
        name: value.name if isinstance(value, Path) else value
        for name, value in vars(arguments).items()
        if name not in _NO_SETTINGS and (value is None or isinstance(value, str | int | float | list | tuple | Path))
    }
    keep(Result(arguments.kind, figures, settings, arguments.label), arguments.results or kept_results())


def _compare(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.compare import compare  # noqa: PLC0415 -- each measurement loads its own
    from pellucid.bench.results import kept_results  # noqa: PLC0415 -- as above

    return compare(arguments.first, arguments.second, kept_results())


def _comparison_told(figures: dict[str, Any]) -> str:
    from pellucid.bench.compare import told  # noqa: PLC0415 -- as above

    return told(figures)


def _export(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.export import every_operation, measure_export  # noqa: PLC0415 -- loads torch

    edits = {text: parse_stack([text]) for text in arguments.edits or ()} or every_operation()
    kinds = {"large": arguments.large, "processes": not arguments.engine_only}
    return measure_export(arguments.photo, arguments.megapixels, arguments.device, edits, **kinds)


def _startup(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.startup import measure_startup  # noqa: PLC0415 -- each measurement loads its own

    return measure_startup(arguments.photo, arguments.runs, arguments.device)


def _preview(arguments: argparse.Namespace) -> dict[str, Any]:
    operations = [spec for spec in CATALOGUE if arguments.operations is None or spec.id in arguments.operations]
    if arguments.fidelity is not None:
        from pellucid.bench.fidelity import measure_fidelity, photos_in  # noqa: PLC0415 -- loads torch

        return measure_fidelity(photos_in(arguments.fidelity), arguments.device, operations)
    from pellucid.bench.preview import measure_preview  # noqa: PLC0415 -- as above

    return measure_preview(arguments.photo, arguments.megapixels, arguments.device, operations, arguments.moves)


def _memory(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.memory import measure_memory  # noqa: PLC0415 -- loads torch

    return measure_memory(arguments.photo, arguments.megapixels, arguments.device)


def _masks(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.masks import measure_brush, measure_masks  # noqa: PLC0415 -- each measurement loads its own

    if arguments.brush:
        return measure_brush(arguments.device, say_figure)
    parts = arguments.views, arguments.drags
    found = measure_masks(arguments.megapixels, arguments.device, arguments.moves, say_figure, *parts)
    if tuple(map(tuple, parts)) == (MASK_VIEWS, MASK_DRAGS):
        found["brush"] = measure_brush(arguments.device, lambda name, value: say_figure(f"brush.{name}", value))
    return found


def _warp(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.warp import measure_warp  # noqa: PLC0415 -- loads torch

    return measure_warp(arguments.megapixels)


def _batch(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.batch import measure_batch  # noqa: PLC0415 -- loads torch

    return measure_batch(parse_stack([arguments.op]), arguments.photos, arguments.megapixels, arguments.device)


def _folder(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.folder import measure_folder  # noqa: PLC0415 -- each measurement loads its own

    return measure_folder(arguments.photos, arguments.folder, _tell)


def _quality(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.measure_quality import NETWORKS, SET_NAMES, measure_quality  # noqa: PLC0415 -- loads torch

    unknown = [name for name in arguments.sets if name not in SET_NAMES]
    if unknown:
        raise UsageError(f"--sets: there is no set “{unknown[0]}”; known are {', '.join(SET_NAMES)}")
    os.environ.setdefault("PELLUCID_PRECISION", "full")  # what cards tell of a network is told of its own weights
    networks = arguments.networks or NETWORKS
    return measure_quality(arguments.data, arguments.device, networks, arguments.sets, peers=arguments.peers)


def _findings(arguments: argparse.Namespace) -> dict[str, Any]:
    from pellucid.bench.measure_findings import measure_findings  # noqa: PLC0415 -- loads torch

    return measure_findings(arguments.data, arguments.device, say_figure, arguments.write, arguments.keep)


def _quality_table(figures: dict[str, Any]) -> str:
    from pellucid.bench.quality.table import markdown_table  # noqa: PLC0415 -- loads torch

    return markdown_table(figures)


def _findings_table(figures: dict[str, Any]) -> str:
    from pellucid.bench.findings.table import markdown_table  # noqa: PLC0415 -- each measurement loads its own

    return markdown_table(figures)


def _tell(line: str) -> None:
    """Say how far a long measurement is, beside its figures."""
    print(line, file=sys.stderr, flush=True)


def _lines(figures: dict[str, Any], prefix: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in figures.items():
        lines += _lines(value, f"{prefix}{name}.") if isinstance(value, dict) else [f"{prefix}{name}: {value}"]
    return lines
