"""`pellucid models list|verify|import`: which networks are installed, whether they are whole, and reading others.

`import` makes a model folder out of weights that the authors of a network published. It lies beside the person's
recovery store, never among the shipped networks; `pellucid bench quality --networks FOLDER` measures it.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from pellucid.cli.actions import run as run  # noqa: PLC0414 -- part of a verb
from pellucid.cli.console import complain, say_json
from pellucid.foundation.errors import ModelError
from pellucid.foundation.paths import state_dir
from pellucid.networks.card import ModelCard
from pellucid.networks.loading import list_models, verify_model
from pellucid.networks.published.dehazenet import import_dehazenet
from pellucid.networks.published.dncnn import import_dncnn

IMPORTERS: dict[str, Callable[[Path, Path], ModelCard]] = {"dncnn": import_dncnn, "dehazenet": import_dehazenet}
"""Makes a model folder out of a published file, by network."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|verify|import")
    listing = actions.add_parser("list", help="name the installed networks with their measured figures")
    listing.set_defaults(carry_out=_list)
    verifying = actions.add_parser("verify", help="check the weights of networks")
    verifying.add_argument("models", nargs="*", metavar="ID", help="which (default: all)")
    verifying.set_defaults(carry_out=_verify)
    importing = actions.add_parser("import", help="read the published weights of a network's authors")
    importing.add_argument(
        "network", choices=tuple(IMPORTERS), metavar="NETWORK", help=f"one of: {', '.join(IMPORTERS)}"
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="their file: .mat, .npz or .pth; of DehazeNet .mat")
    importing.add_argument(
        "--out", type=Path, metavar="FOLDER", help="new folder of the model (default: one named like FILE)"
    )
    importing.set_defaults(carry_out=_import)
    for action in (listing, verifying, importing):
        action.add_argument("--json", action="store_true", help="answer with one JSON object")


def _list(arguments: argparse.Namespace) -> int:
    cards = list_models()
    if arguments.json:
        say_json({"code": 0, "models": [_as_json(card) for card in cards]})
        return 0
    column = max((len(card.id) for card in cards), default=0) + 2
    for card in cards:
        print(f"{card.id:{column}}{card.title}, {card.parameters:,} weights, {card.bytes / 2**20:.2f} MiB")
        for figure in card.figures:
            print(f"{'':{column}}{figure.metric} {figure.value:g} on {figure.data_set}, {figure.date}")
    return 0


def _as_json(card: ModelCard) -> dict[str, object]:
    return {
        "id": card.id,
        "title": card.title,
        "parameters": card.parameters,
        "bytes": card.bytes,
        "sha256": card.sha256,
        "figures": [vars(figure) for figure in card.figures],
    }


def _verify(arguments: argparse.Namespace) -> int:
    answers = []
    for model in arguments.models or [card.id for card in list_models()]:
        message = _fault(model)
        answers.append({"id": model, "good": not message, "message": message})
        if message:
            complain(message)
        elif not arguments.json:
            print(f"{model}: whole, and as its card says")
    code = 0 if all(answer["good"] for answer in answers) else ModelError.exit_code
    if arguments.json:
        say_json({"code": code, "models": answers})
    return code


def _fault(model: str) -> str:
    """What is wrong with a network, or nothing."""
    try:
        verify_model(model)
    except ModelError as error:
        return str(error)
    return ""


def _import(arguments: argparse.Namespace) -> int:
    folder = arguments.out or state_dir() / "models" / f"{arguments.network}-{arguments.file.stem}"
    card = IMPORTERS[arguments.network](arguments.file, folder)
    if arguments.json:
        say_json({"code": 0, "folder": str(folder), **_as_json(card), "configuration": card.configuration})
        return 0
    described = ", ".join(f"{name} {value}" for name, value in card.configuration.items())
    print(f"{folder}: {card.parameters:,} weights; {described}")
    return 0
