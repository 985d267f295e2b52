"""`pellucid presets list|export|import|delete`: settings with a name, as the editor keeps them.

    pellucid presets export "Evening" evening.pellucid-preset
    pellucid apply photo.jpg out.jpg --preset evening.pellucid-preset

A preset is one file. What is imported under a name that is taken gets a number.
"""

import argparse
from pathlib import Path

from pellucid.cli.actions import run as run  # noqa: PLC0414 -- part of a verb
from pellucid.cli.console import say_json
from pellucid.cli.exchange import Action, Thing, add_exchange
from pellucid.document.edit_content import write_steps
from pellucid.document.preset_folder import (
    KeptPreset,
    delete_preset,
    export_preset,
    find_preset,
    import_preset,
    list_presets,
    suggest_file,
)
from pellucid.foundation.errors import UsageError
from pellucid.operations.catalogue import find


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|export|import|delete")
    listing = actions.add_parser("list", help="name the presets and what they hold")
    listing.add_argument("--json", action="store_true", help="answer with one JSON object")
    listing.set_defaults(carry_out=_list)
    add_exchange(
        actions,
        Thing("preset", "NAME"),
        Action("write a preset to a file", _export),
        Action("keep a preset that lies in a file", _import),
        Action("take a preset of your own away for good", _delete),
    )


def _list(arguments: argparse.Namespace) -> int:
    presets = list_presets()
    if arguments.json:
        say_json({"code": 0, "presets": [_as_json(kept) for kept in presets]})
        return 0
    for kept in presets:
        titles = [find(step.operation).title for step in kept.preset.operations.steps]
        if kept.preset.framing:
            titles.append("Crop and straighten")
        print(f"{kept.name}{'' if kept.is_bundled else ' (yours)'}: {', '.join(titles)}")
    return 0


def _as_json(kept: KeptPreset) -> dict[str, object]:
    return {
        "name": kept.name,
        "bundled": kept.is_bundled,
        "file": str(kept.path),
        "operations": write_steps(kept.preset.operations),
        "framing": kept.preset.framing is not None,
    }


def _export(arguments: argparse.Namespace) -> int:
    preset = find_preset(arguments.preset)
    target = arguments.target or Path(suggest_file(preset))
    if target.exists() and not arguments.force:
        raise UsageError(f"{target}: is there already; use another name, or --force")
    export_preset(preset, target)
    print(f"“{preset.name}” lies in {target}")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    print(f"“{import_preset(arguments.file).name}” is there: --preset takes its name")
    return 0


def _delete(arguments: argparse.Namespace) -> int:
    preset = find_preset(arguments.preset)
    kept = next((kept for kept in list_presets() if kept.preset == preset and not kept.is_bundled), None)
    if kept is None:
        raise UsageError(
            f"“{preset.name}” comes with Pellucid, or lies in a file elsewhere; only your own can be deleted"
        )
    delete_preset(kept)
    print(f"“{kept.name}” is deleted")
    return 0
