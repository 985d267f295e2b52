"""What is done where masks are, as words: `--mask NAME=FILE`, and `NAME@MASK[:key=value,...]` for operations.

A file is a mask as JSON, as it stands in a sidecar, or a gray picture. An operation that is named for a mask alone is
off everywhere else; one that is done to the whole photo, too, differs in the mask by the settings that are named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pellucid.cli.operations_text import read_settings
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Local, Step
from pellucid.document.plain_values import PlainReader
from pellucid.document.sidecar import LONGEST_BYTES
from pellucid.document.strict_json import Refused, parse
from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.foundation.masks import Component, Mask
from pellucid.io.mask_pictures import read_mask_picture
from pellucid.operations.catalogue import find
from pellucid.operations.fields import parse_values

_AT = "@"


@dataclass(frozen=True)
class MaskedOperation:
    """An operation where a mask is.

    Attributes:
        operation: id in the catalogue.
        mask: name of the mask.
        values: settings there, by name in order.
    """

    operation: str
    mask: str
    values: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class MaskedOperations:
    """Masks that were given, and what is done where these or masks of saved edits are."""

    masks: tuple[Mask, ...] = ()
    operations: tuple[MaskedOperation, ...] = ()

    def over(self, edit: Edit) -> Edit:
        """An edit with the masks, one of the same name in the place of its own, and what is done there.

        Raises:
            UsageError: there is no mask of a name.
        """
        for mask in self.masks:
            known = _named(edit, mask.name)
            edit = edit.with_mask(replace(mask, id=known.id if known else mask.id))
        for own in self.operations:
            found = _named(edit, own.mask)
            if found is None:
                names = ", ".join(f"“{mask.name}”" for mask in edit.masks) or "none"
                raise UsageError(f"there is no mask “{own.mask}”; give it with --mask NAME=FILE (there are: {names})")
            base = find(own.operation).parameters()
            step = edit.stack.step(own.operation) or Step(own.operation, base, enabled=False)
            local = replace(step.local(found.id) or Local(found.id), enabled=True)
            for name, value in own.values:
                local = local.with_change(name, value)
            edit = edit.with_stack(edit.stack.with_step(step.with_local(local)))
        return edit


NO_MASKS = MaskedOperations()


def is_masked(text: str) -> bool:
    """True for an operation that is named for a mask."""
    return _AT in text.partition(":")[0]


def parse_masked(texts: Iterable[str], masks: Mapping[str, Path]) -> MaskedOperations:
    """Read operations that are named for masks, and the masks.

    Args:
        texts: operations, of which those without a mask are left out.
        masks: files by the names of masks.

    Raises:
        UsageError: an unknown operation or key, a value out of range, or an operation twice for one mask.
        UnreadableError: a file that is no mask.
    """
    found: dict[tuple[str, str], MaskedOperation] = {}
    for text in filter(is_masked, texts):
        own = _parse_one(text)
        if (own.operation, own.mask) in found:
            raise UsageError(f"the operation “{own.operation}” is named twice for the mask “{own.mask}”")
        found[own.operation, own.mask] = own
    return MaskedOperations(tuple(read_mask(name, file) for name, file in masks.items()), tuple(found.values()))


def parse_mask_files(texts: Iterable[str]) -> dict[str, Path]:
    """Read `NAME=FILE`.

    Raises:
        UsageError: it is something else, or a name is given twice.
    """
    found: dict[str, Path] = {}
    for text in texts:
        name, equals, file = text.partition("=")
        if not (name.strip() and equals and file):
            raise UsageError(f"“{text}” is no mask; write --mask NAME=FILE")
        if name.strip() in found:
            raise UsageError(f"the mask “{name.strip()}” is given twice")
        found[name.strip()] = Path(file)
    return found


def read_mask(name: str, file: Path) -> Mask:
    """Read a mask: JSON as in a sidecar, of a whole mask or one shape, or a gray picture.

    Raises:
        UnreadableError: the file cannot be read, or is no mask.
    """
    data = _read_bytes(file)
    if data.lstrip()[:1] != b"{":
        return Mask(name, name, (Component(read_mask_picture(file)),))
    try:
        content = parse(data, LONGEST_BYTES)
        if "kind" in content:
            content = {"components": [{"shape": content}]}
        return PlainReader().read(Mask, content | {"id": name, "name": name})
    except (Refused, RecursionError) as error:
        raise UnreadableError(f"{file}: this is no mask: {error}.") from error


def _read_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LONGEST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"{file}: the mask cannot be read: {error.strerror or error}.") from error


def _parse_one(text: str) -> MaskedOperation:
    place, _, settings = text.partition(":")
    name, _, mask = (part.strip() for part in place.partition(_AT))
    spec = find(name)
    if not mask:
        raise UsageError(f"“{text}” names no mask; write {spec.id}@MASK")
    try:
        values = parse_values(spec.parameters, read_settings(settings))
    except UsageError as error:
        raise UsageError(f"{spec.id}: {error}") from error
    return MaskedOperation(spec.id, mask, tuple(sorted(values.items())))


def _named(edit: Edit, name: str) -> Mask | None:
    """A mask by its name, or else by its id."""
    named = (mask for mask in edit.masks if mask.name == name)
    return next(named, edit.mask(name))
