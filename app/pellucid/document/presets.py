"""Presets: steps that a person named, to be laid over other photos. One JSON file each.

    {"schema": 1, "name": "...", "operations": [steps as in a sidecar], "framing": {...}}

Values are kept as they are in the steps: what is relative to a measurement of the photo, like a factor of its noise,
stays relative. A framing is part of a preset only where the person wants it. Steps of a newer version are kept and
not applied, as in sidecars.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pellucid.document.edit import Edit
from pellucid.document.edit_content import read_steps, write_steps
from pellucid.document.edit_stack import EditStack
from pellucid.document.plain_values import PlainReader, to_plain
from pellucid.document.sidecar import read_bytes
from pellucid.document.strict_json import Refused, check_keys, check_schema, parse, read_text
from pellucid.foundation.atomic import write_json
from pellucid.foundation.errors import UnreadableError, about
from pellucid.foundation.framing import Framing
from pellucid.foundation.translation import say, tr

SCHEMA = 1
LONGEST_BYTES = 1_000_000


@dataclass(frozen=True)
class Preset:
    """Named steps.

    Attributes:
        name: given by the person.
        operations: the steps; their locals are left out, because masks belong to one photo.
        framing: how to frame as well; None leaves a photo's own framing.
    """

    name: str
    operations: EditStack
    framing: Framing | None = None

    @classmethod
    def of(
        cls, name: str, edit: Edit, operations: Collection[str] | None = None, *, with_framing: bool = False
    ) -> "Preset":
        """What an edit does, without its masks.

        Args:
            name: of the preset.
            edit: the edit.
            operations: ids of the steps that are taken; None takes all, those of a newer version included.
            with_framing: how it is framed is taken as well.
        """
        steps = tuple(
            replace(step, locals=()) for step in edit.stack.steps if operations is None or step.operation in operations
        )
        unknown = edit.stack.unknown if operations is None else ()
        return cls(name, EditStack(steps, unknown), edit.framing if with_framing else None)

    @property
    def is_understood(self) -> bool:
        """False where a newer version saved steps that this program cannot do."""
        return not self.operations.unknown

    @property
    def label(self) -> str:
        """Name of its entry in a history."""
        return say("Preset “{name}”", name=self.name)

    def over(self, edit: Edit) -> Edit:
        """An edit with the steps of the preset in the place of its own; others, and locals, stay."""
        stack = edit.stack
        for step in self.operations.steps:
            stack = stack.with_base(step)
        return replace(edit, stack=stack, framing=self.framing or edit.framing)


def encode(preset: Preset) -> dict[str, Any]:
    """Content of a preset's file."""
    content = {"schema": SCHEMA, "name": preset.name, "operations": write_steps(preset.operations)}
    return content | ({"framing": to_plain(preset.framing, Framing)} if preset.framing else {})


def decode(data: bytes) -> Preset:
    """Read a preset's bytes.

    Raises:
        UnreadableError: they are no preset; says why, without naming a file.
    """
    try:
        content = parse(data, LONGEST_BYTES)
        check_keys(content, ["schema", "name", "operations"], ["framing"])
        check_schema(content["schema"], SCHEMA)
        framing = PlainReader().read(Framing, content["framing"]) if "framing" in content else None
        return Preset(read_text(content["name"], "name"), read_steps(content["operations"]), framing)
    except (Refused, RecursionError) as refused:
        raise UnreadableError(tr("This preset cannot be read: {refused}.", refused=refused)) from refused


def read(path: Path) -> Preset:
    """Read a preset.

    Raises:
        UnreadableError: the file is missing, denied, not regular or no preset.
    """
    with about(path):
        return decode(read_bytes(path))


def write(path: Path, preset: Preset) -> None:
    """Write a preset, whole or not at all.

    Raises:
        UnwritableError: the file is as it was before.
    """
    write_json(path, encode(preset))
