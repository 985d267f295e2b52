"""`pellucid looks teach|list|export|import|delete`: looks that are taught from pairs of one's own edits.

    pellucid looks teach --pairs FOLDER --name "Evening"       (or --pairs BEFORE AFTER)
    pellucid apply photo.jpg out.jpg --op retouch:method=look:evening-1a2b3c4d,amount=1

`pellucid train hdrnet --pairs FOLDER --name NAME` is the same as `teach`. Pairs are files of one name in two folders,
in the folders `before` and `after` of one, or `NAME_before` and `NAME_after`. A look is one file, and is written last.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pellucid.cli.actions import run as run  # noqa: PLC0414 -- part of a verb
from pellucid.cli.console import say_json
from pellucid.cli.exchange import Action, Thing, add_exchange
from pellucid.cli.plain_options import positive_number
from pellucid.foundation.atomic import atomic_write
from pellucid.foundation.errors import UsageError
from pellucid.foundation.looks import (
    Look,
    add_look,
    checked_title,
    delete_look,
    export_look,
    find_look,
    import_look,
    list_looks,
    suggest_file,
)
from pellucid.foundation.terminal import terminal_progress

if TYPE_CHECKING:  # these load torch, or are needed for previews only
    from PIL import Image
    from torch import Tensor

    from pellucid.training.looks.teaching import Shown

_READING_SHARE = 0.15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="teach|list|export|import|delete")
    teaching = actions.add_parser("teach", help="teach a look from 5 to 500 pairs", allow_abbrev=False)
    add_teaching_arguments(teaching, required=True)
    teaching.set_defaults(carry_out=teach)
    listing = actions.add_parser("list", help="name the installed looks")
    listing.add_argument("--json", action="store_true", help="answer with one JSON object")
    listing.set_defaults(carry_out=_list)
    add_exchange(
        actions,
        Thing("look", "LOOK", "its id, as `list` tells it, or its name"),
        Action("copy a look to a file", _export),
        Action("install a look that was exported", _import),
        Action("take a look away for good", _delete),
    )


def add_teaching_arguments(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Declare what teaching takes but for its length."""
    parser.add_argument(
        "--pairs",
        type=Path,
        nargs="+",
        required=required,
        metavar="DIR",
        help="folder with pairs of photos before and after your own edits, or the two folders; makes a look",
    )
    parser.add_argument("--name", default="My look", metavar="NAME", help="of the look (default: My look)")
    parser.add_argument("--preview", type=Path, metavar="FILE.png", help="show held-out pairs: before, after, the look")
    if required:
        parser.add_argument("--minutes", type=positive_number, metavar="N", help="of training at most (default: 2.3)")


def teach(arguments: argparse.Namespace) -> int:
    """Teach a look and keep it."""
    from pellucid.engine.pictures import open_picture  # noqa: PLC0415 -- loads torch
    from pellucid.training.looks.finding import find_pairs  # noqa: PLC0415 -- as above
    from pellucid.training.looks.pairs import read_pairs  # noqa: PLC0415 -- as above
    from pellucid.training.looks.teaching import SECONDS, teach  # noqa: PLC0415 -- as above

    title = checked_title(arguments.name)
    if len(arguments.pairs) > 2:
        raise UsageError("--pairs takes one folder, or the folder before and the folder after")
    progress = terminal_progress()
    paths, left_out = find_pairs(*arguments.pairs)
    pairs, wrong = read_pairs(paths, open_picture, progress.part(0, _READING_SHARE))
    for one in (*left_out, *wrong):
        print(f"left out: {one.name}: {one.reason}")
    seconds = 60 * arguments.minutes if arguments.minutes else SECONDS
    taught = teach(pairs, title, progress.part(_READING_SHARE, 1), seconds)
    if arguments.preview:
        _write_preview(arguments.preview, taught.shown)
    look = add_look(taught.data)
    print(f"{taught.trained} pairs trained; of {len(taught.held_out)} held out: {', '.join(taught.held_out)}")
    print(
        f"to the edits {taught.untouched_db:.2f} dB without the look, {taught.developed_db:.2f} dB with its colours "
        f"and curves alone, {taught.taught_db:.2f} dB with all of it"
    )
    print(f"“{look.title}” is ready: --op retouch:method={look.id},amount=1,protect_skin=0,protect_neutral=0")
    return 0


def _write_preview(target: Path, shown: "Sequence[Shown]") -> None:
    """One row a pair: before, as the person did it, as the look does it."""
    from PIL import Image  # noqa: PLC0415 -- only here

    rows = [[_as_image(picture) for picture in (pair.before, pair.after, pair.taught)] for pair in shown]
    width = sum(max(row[column].width for row in rows) for column in range(3))
    sheet = Image.new("RGB", (width, sum(row[0].height for row in rows)))
    top = 0
    for row in rows:
        for column, picture in enumerate(row):
            sheet.paste(picture, (column * (width // 3), top))
        top += row[0].height
    atomic_write(target, lambda file: sheet.save(file, "PNG"))


def _as_image(picture: "Tensor") -> "Image.Image":
    from PIL import Image  # noqa: PLC0415 -- as above

    return Image.fromarray((picture * 255).round().byte().permute(1, 2, 0).numpy())


def _list(arguments: argparse.Namespace) -> int:
    looks = list_looks()
    if arguments.json:
        say_json({"code": 0, "looks": [{"id": look.id, "title": look.title, **look.card} for look in looks]})
    elif not looks:
        print("There are no looks yet; teach one with: pellucid looks teach --pairs FOLDER --name NAME")
    else:
        for look in looks:
            figures = ", ".join(f"{figure['value']:g} dB on {figure['data_set']}" for figure in look.card["figures"])
            print(f"{look.id}  {look.title}, {figures}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    look = _named(arguments.look)
    target = arguments.target or Path(suggest_file(look))
    if target.exists() and not arguments.force:
        raise UsageError(f"{target}: is there already; use another name, or --force")
    export_look(look.id, target)
    print(f"“{look.title}” lies in {target}")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    look = import_look(arguments.file)
    print(f"“{look.title}” is installed: --op retouch:method={look.id}")
    return 0


def _delete(arguments: argparse.Namespace) -> int:
    look = _named(arguments.look)
    delete_look(look.id)
    print(f"“{look.title}” is deleted")
    return 0


def _named(text: str) -> Look:
    """A look by its id or, where only one has it, by its name."""
    called = [look for look in list_looks() if look.title == text]
    if len(called) > 1:
        raise UsageError(f"there are {len(called)} looks called “{text}”; name one by its id: see pellucid looks list")
    return called[0] if called else find_look(text)
