"""What commands offer for things of the person that travel as files: looks and presets."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    Actions = argparse._SubParsersAction[argparse.ArgumentParser]


class Action(NamedTuple):
    """A word of the command line: what it is for, and what carries it out."""

    help: str
    carry_out: Callable[[argparse.Namespace], int]


class Thing(NamedTuple):
    """What travels: its word, how it is named, and what is said of that name."""

    word: str
    metavar: str
    help: str | None = None


def add_exchange(actions: "Actions", thing: Thing, exporting: Action, importing: Action, deleting: Action) -> None:
    """Declare `export`, `import` and `delete`."""
    export = actions.add_parser("export", help=exporting.help)
    export.add_argument(thing.word, metavar=thing.metavar, help=thing.help)
    default = f"default: named after the {thing.word}, here"
    export.add_argument("target", type=Path, metavar="FILE", nargs="?", help=default)
    export.add_argument("--force", action="store_true", help="replace a file that exists")
    export.set_defaults(carry_out=exporting.carry_out)
    bring = actions.add_parser("import", help=importing.help)
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.set_defaults(carry_out=importing.carry_out)
    delete = actions.add_parser("delete", help=deleting.help)
    delete.add_argument(thing.word, metavar=thing.metavar, help=thing.help)
    delete.set_defaults(carry_out=deleting.carry_out)
