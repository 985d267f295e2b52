"""Which pictures are measured and how they are damaged, as `splits.json` of the data folder says.

Names, seeds, noise levels and qualities are read from there, so that figures of different days and programs compare.
A case is decoded and damaged only when it is measured, and gives the same pixels every time.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from pellucid.foundation.errors import UnreadableError
from pellucid.training.datasets import PHOTO_SUFFIXES, pair_paths, read_photo, read_splits
from pellucid.training.degradations import from_bytes, gaussian_noise, jpeg

WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
"""Numbers as `peer_subset` writes them."""


@dataclass(frozen=True)
class Case:
    """One damaged picture.

    Attributes:
        name: of the picture, for messages.
        make: gives the damaged and the true picture, both `(C, H, W)`, the true one in 0 to 1.
        sigma_levels: the true noise level where there is one, in 8-bit levels.
        is_peer: whether other programs are measured on it, too.
        camera: that took it, as the set names it; empty where it does not.
    """

    name: str
    make: Callable[[], tuple[Tensor, Tensor]]
    sigma_levels: float | None = None
    is_peer: bool = False
    camera: str = ""


def read_plan(data: Path) -> Mapping[str, Any]:
    """Read `splits.json`.

    Raises:
        UnreadableError: there is none, or it is damaged.
    """
    try:
        plan: Mapping[str, Any] = read_splits(data)
    except (OSError, ValueError) as error:
        raise UnreadableError(
            f"{data / 'splits.json'}: cannot be read; it says which pictures are measured."
        ) from error
    if not plan:
        raise UnreadableError(
            f"{data}: there is no splits.json in this folder, which says which pictures are measured."
        )
    return plan


def picture_paths(folder: Path) -> list[Path]:
    """List the pictures of a folder in sorted order; none where there is no such folder."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in PHOTO_SUFFIXES) if folder.is_dir() else []


def polyu_cases(data: Path, plan: Mapping[str, Any]) -> list[Case]:
    """Real pairs of `train/noise_real_polyu` that never train: a noisy shot and the mean of many."""
    prefixes = plan.get("noise_real_polyu", {}).get("val_prefixes", [])
    cases = _pair_cases(pair_paths(data, measured=True), plan, "noise_real_polyu", prefixes)
    return [replace(case, camera=case.name.split("_")[0]) for case in cases]


def renoir_cases(data: Path, plan: Mapping[str, Any]) -> list[Case]:
    """Real pairs of `val/noise_real_renoir`: a noisy and a low-noise shot."""
    noisy = sorted((data / "val" / "noise_real_renoir").glob("*/noisy.webp"))
    return _pair_cases([(path, path.with_name("reference.webp")) for path in noisy], plan, "noise_real_renoir")


def awgn_cases(
    data: Path, plan: Mapping[str, Any], set_name: str, sigma_levels: float, *, clipped: bool = False
) -> list[Case]:
    """Pictures of `val/SET` with white Gaussian noise; the seed is the index of the picture in sorted order.

    Args:
        data: folder with `val`.
        plan: content of `splits.json`.
        set_name: folder in `val`; `set12` is gray and gives one channel.
        sigma_levels: standard deviation in 8-bit levels.
        clipped: clamp the noisy picture to 0 to 1 and round it to 8 bit, as a file would have it.
    """
    paths = picture_paths(data / "val" / set_name)
    channels = 1 if set_name == "set12" else 3

    def case(index: int, path: Path) -> Case:
        def make() -> tuple[Tensor, Tensor]:
            clean = from_bytes(read_photo(path))[:channels]
            generator = torch.Generator().manual_seed(index)
            return gaussian_noise(clean, sigma_levels, generator, clipped=clipped), clean

        return Case(path.name, make, sigma_levels)

    cases = [case(index, path) for index, path in enumerate(paths)]
    # Other programs are measured where the papers measure them: on noise that was not clipped.
    return cases if clipped else _with_peers(cases, plan, set_name)


def jpeg_cases(data: Path, set_name: str, quality: int, subsampling: str) -> list[Case]:
    """Pictures of `val/SET` sent through the JPEG format, `subsampling` as in `degradations.jpeg`."""

    def case(path: Path) -> Case:
        def make() -> tuple[Tensor, Tensor]:
            clean = from_bytes(read_photo(path))
            return jpeg(clean, quality, subsampling=subsampling), clean

        return Case(path.name, make)

    return [case(path) for path in picture_paths(data / "val" / set_name)]


def untouched_cases(data: Path, set_name: str) -> list[Case]:
    """Pictures of `val/SET` as they are: a network that removes damage should leave them alone."""

    def case(path: Path) -> Case:
        def make() -> tuple[Tensor, Tensor]:
            clean = from_bytes(read_photo(path))
            return clean, clean

        return Case(path.name, make)

    return [case(path) for path in picture_paths(data / "val" / set_name)]


def _pair_cases(
    pairs: Sequence[tuple[Path, Path]], plan: Mapping[str, Any], set_name: str, prefixes: Sequence[str] = ()
) -> list[Case]:
    def case(noisy: Path, clean: Path) -> Case:
        name = f"{noisy.parent.name}/{noisy.name}" if noisy.stem == "noisy" else noisy.name
        return Case(name, lambda: (from_bytes(read_photo(noisy)), from_bytes(read_photo(clean))))

    return _with_peers([case(*pair) for pair in pairs], plan, set_name, prefixes)


def _with_peers(
    cases: Sequence[Case], plan: Mapping[str, Any], set_name: str, prefixes: Sequence[str] = ()
) -> list[Case]:
    """Mark the cases of `peer_subset`; none in a set that it does not name."""
    rule = plan.get("peer_subset", {}).get(set_name)
    chosen = set() if rule is None else chosen_names([case.name for case in cases], rule, prefixes)
    return [replace(case, is_peer=case.name in chosen) for case in cases]


def chosen_names(names: Sequence[str], rule: str, prefixes: Sequence[str] = ()) -> set[str]:
    """Choose names as a rule of `peer_subset` says in words.

    Args:
        names: in sorted order.
        rule: “all …”, “every 6th …” or “first two of each val prefix …”; what follows is for people.
        prefixes: beginnings of names, for the last kind of rule.

    Raises:
        UnreadableError: the rule is none of these.
    """
    if rule.startswith("all"):
        return set(names)
    if every := re.match(r"every (\d+)(?:st|nd|rd|th)\b", rule):
        return set(names[:: int(every[1])])
    if (first := re.match(r"first (\w+) of each val prefix", rule)) and first[1] in WORDS:
        own = [[name for name in names if name.startswith(prefix)] for prefix in prefixes]
        return {name for group in own for name in group[: WORDS[first[1]]]}
    raise UnreadableError(f"splits.json: the rule “{rule}” of peer_subset is not one that this program knows.")
