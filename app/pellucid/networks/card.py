"""What a caller must know of shipped weights: `models/<id>/model.toml`, as typed fields."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pellucid.foundation.errors import ModelError
from pellucid.foundation.translation import mark, tr


@dataclass(frozen=True)
class Figure:
    """One measured figure, with its data set and date; never a number out of a paper."""

    data_set: str
    metric: str
    value: float
    date: str


@dataclass(frozen=True)
class ModelCard:
    """Shipped weights and their network.

    Attributes:
        id: name of the folder.
        title: name for people.
        architecture: key of `loading.ARCHITECTURES`.
        configuration: arguments of the network's class.
        parameters: number of weights.
        weights: the safetensors file.
        bytes: its length.
        sha256: its digest.
        receptive_radius_px: pixels that a tile needs around it.
        figures: what was measured.
        remedy: what a person does where the weights turn out to be damaged.
    """

    id: str
    title: str
    architecture: str
    configuration: dict[str, Any]
    parameters: int
    weights: Path
    bytes: int
    sha256: str
    receptive_radius_px: int
    figures: tuple[Figure, ...]
    remedy: str = mark("Install Pellucid again.")


def read_card(folder: Path) -> ModelCard:
    """Read the card of a model folder.

    Raises:
        ModelError: it is missing or does not say what it must.
    """
    path = folder / "model.toml"
    try:
        card = tomllib.loads(path.read_text(encoding="utf-8"))
        weights, behaviour = card["weights"], card["behaviour"]
        return ModelCard(
            id=folder.name,
            title=card["title"],
            architecture=card["architecture"],
            configuration=card["configuration"],
            parameters=weights["parameters"],
            weights=folder / weights["file"],
            bytes=weights["bytes"],
            sha256=weights["sha256"],
            receptive_radius_px=behaviour["receptive_radius_px"],
            figures=tuple(Figure(**figure) for figure in card.get("measured", [])),
        )
    except OSError as error:
        raise ModelError(
            tr("{path}: the network “{name}” is not installed. Install Pellucid again.", path=path, name=folder.name)
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise ModelError(tr("{path}: this card of a network is damaged. Install Pellucid again.", path=path)) from error
