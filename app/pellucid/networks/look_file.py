"""A look as a file: the weights of `look.Look` and its card in one; the other half of `pellucid.foundation.looks`."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load, save

from pellucid.foundation.errors import ModelError
from pellucid.foundation.looks import KIND, find_look, has_digest
from pellucid.foundation.looks import Look as InstalledLook
from pellucid.foundation.translation import mark, tr
from pellucid.networks.card import Figure, ModelCard
from pellucid.networks.hdrnet import GUIDES
from pellucid.networks.look import Look

ARCHITECTURE = "look"

_LARGEST_MULTIPLIER = 2
"""A file from elsewhere may not ask for a network that fills the memory."""

_REMEDY = mark("Delete it under Looks, and import it again.")


def look_bytes(network: Look, title: str, configuration: Mapping[str, Any], figures: tuple[Figure, ...]) -> bytes:
    """The file of a look, for `foundation.looks.add_look`.

    Args:
        network: taught; its development stays in float32, the rest is written in half precision.
        title: name for people.
        configuration: arguments of the network's class.
        figures: what was measured.
    """
    tensors = {
        name: (value if name.startswith("development.") else value.half()).contiguous()
        for name, value in network.state_dict().items()
    }
    card = {
        "title": title,
        "architecture": ARCHITECTURE,
        "configuration": dict(configuration),
        "figures": [vars(figure) for figure in figures],
    }
    return _in_order(save(tensors, {"kind": KIND, "card": json.dumps(card)}))


def _in_order(data: bytes) -> bytes:
    """The same file with the entries of its header by name.

    Their order is drawn anew at every writing, and a look is named by the digest of its file.
    """
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.dumps(json.loads(data[8:start]), sort_keys=True, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)  # tensors begin at a multiple of 8
    return len(header).to_bytes(8, "little") + header + data[start:]


def look_card(look_id: str) -> ModelCard:
    """The card of an installed look.

    Raises:
        ModelError: it is not installed, damaged, or needs a newer Pellucid.
    """
    look = find_look(look_id)
    if look.card["architecture"] != ARCHITECTURE:
        raise _refused(mark("{path}: the look “{title}” was made by a newer Pellucid; update to use it."), look)
    try:
        data = look.path.read_bytes()
        tensors = load(data)
        figures = tuple(Figure(**figure) for figure in look.card["figures"])
    except (OSError, SafetensorError, ValueError, TypeError) as error:
        raise _refused(mark("{path}: the look “{title}” cannot be read. {remedy}"), look) from error
    configuration = dict(look.card["configuration"])
    if not (has_digest(look_id, data) and _is_possible(configuration)):
        raise _refused(mark("{path}: the look “{title}” was changed or damaged. {remedy}"), look)
    return ModelCard(
        id=look_id,
        title=look.title,
        architecture=ARCHITECTURE,
        configuration=configuration,
        parameters=sum(tensor.numel() for tensor in tensors.values()),
        weights=look.path,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        receptive_radius_px=0,
        figures=figures,
        remedy=_REMEDY,
    )


def _refused(sentence: str, look: InstalledLook) -> ModelError:
    return ModelError(tr(sentence, path=look.path, title=look.title, remedy=tr(_REMEDY)))


def _is_possible(configuration: dict[str, Any]) -> bool:
    multiplier, guide = configuration.get("multiplier"), configuration.get("guide")
    is_number = isinstance(multiplier, int | float) and 0 < multiplier <= _LARGEST_MULTIPLIER
    return is_number and guide in GUIDES and len(configuration) == 2
