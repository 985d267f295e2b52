"""Real photos with a fault, as they lie in `val` of a data folder; what is missing there is left out."""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import torch

from pellucid.bench.findings.cases import FaultyPhoto, Made
from pellucid.bench.quality.cases import picture_paths, polyu_cases, read_plan
from pellucid.foundation.findings import Kind
from pellucid.imaging.scattering import scatter, transmission
from pellucid.training.datasets import read_photo
from pellucid.training.degradations import from_bytes, to_whole_levels
from pellucid.training.depth_scenes import DepthScene, read_scenes
from pellucid.training.haze_batches import FAR_DEPTH

_LIGHT_FAULTS = frozenset({Kind.NOISE, Kind.JPEG, Kind.CAST, Kind.DEFOCUS, Kind.MOTION_BLUR, Kind.HORIZON})
"""What a dark shot may have besides, and what nobody knows of a photo without its truth."""

_SOFTNESS = frozenset({Kind.MOTION_BLUR, Kind.DEFOCUS})


def real_cases(data: Path) -> Iterator[FaultyPhoto]:
    """All of them."""
    val = data / "val"
    for path in sorted((val / "noise_real_renoir").glob("*/noisy.webp")):
        yield _pair("renoir", path, path.with_name("reference.webp"), Kind.NOISE, _LIGHT_FAULTS | {Kind.DARK})
    for case in [case for case in polyu_cases(data, read_plan(data)) if case.is_peer]:
        uncertain = _LIGHT_FAULTS | {Kind.DARK}
        yield _case("polyu", f"polyu {case.name}", case.camera, Kind.NOISE, case.make, uncertain)
    for path in picture_paths(val / "lol_eval15" / "low"):
        yield _pair("lol", path, val / "lol_eval15" / "high" / path.name, Kind.DARK, _LIGHT_FAULTS)
    for path in picture_paths(val / "blur_gopro" / "blur"):
        yield _pair("gopro", path, val / "blur_gopro" / "sharp" / path.name, Kind.MOTION_BLUR, _LIGHT_FAULTS)
    yield from _reds(val / "blur_reds_small")
    for path in picture_paths(val / "haze_real"):
        yield _alone("haze", path, Kind.HAZE, _LIGHT_FAULTS | {Kind.DARK, Kind.BRIGHT})
    for path in picture_paths(val / "lowlight_real"):
        yield _alone("low light", path, Kind.DARK, _LIGHT_FAULTS | {Kind.HAZE})
    for path in picture_paths(val / "blur_real"):
        yield _alone("blur", path, Kind.MOTION_BLUR, _LIGHT_FAULTS | {Kind.DARK, Kind.BRIGHT, Kind.HAZE})
    yield from _depth_scenes(data)


def _pair(name: str, faulty: Path, true: Path, kind: Kind, uncertain: frozenset[Kind]) -> FaultyPhoto:
    photo = f"{name} {faulty.parent.name}" if faulty.stem == "noisy" else f"{name} {faulty.stem}"
    make = functools.partial(_read_both, faulty, true)
    return _case(name, photo, photo, kind, make, uncertain)


def _alone(name: str, path: Path, kind: Kind, uncertain: frozenset[Kind]) -> FaultyPhoto:
    photo = f"{name} {path.stem}"
    return _case(name, photo, photo, kind, functools.partial(_read_alone, path), uncertain)


def _case(
    set_name: str,
    name: str,
    photo: str,
    kind: Kind,
    make: Callable[[], Made],
    uncertain: frozenset[Kind] = _LIGHT_FAULTS,
) -> FaultyPhoto:
    return FaultyPhoto(name, photo, frozenset({kind}), make, uncertain=uncertain - {kind}, set_name=set_name)


def _reds(folder: Path) -> Iterator[FaultyPhoto]:
    """Frames of short films; those of one film are one photo."""
    for path in sorted(folder.glob("*_blur/*/*.webp")):
        true = folder / path.parents[1].name.replace("_blur", "_sharp") / path.parent.name / path.name
        photo = f"reds {path.parents[1].name} {path.parent.name}"
        make = functools.partial(_read_both, path, true)
        yield FaultyPhoto(
            f"{photo} {path.stem}",
            photo,
            frozenset({Kind.MOTION_BLUR}),
            make,
            uncertain=_LIGHT_FAULTS - {Kind.MOTION_BLUR},
            set_name="reds",
        )


def _depth_scenes(data: Path) -> Iterator[FaultyPhoto]:
    """Rooms of known depth, clear and in haze."""
    rule = read_plan(data).get("haze_val", {})
    for number, scene in enumerate(read_scenes(data, measured=True)):
        clear = FaultyPhoto(
            f"clear {scene.name}", scene.name, frozenset(), functools.partial(_scene, scene, None), set_name="clear"
        )
        yield clear
        for step, beta in enumerate(rule.get("beta", ())):
            airlight = tuple(rule["airlight"][(number + step) % len(rule["airlight"])])
            make = functools.partial(_scene, scene, beta, airlight)
            yield FaultyPhoto(
                f"haze {scene.name} {beta}", scene.name, frozenset({Kind.HAZE}), make, set_name="haze of known depth"
            )


def _scene(scene: DepthScene, beta: float | None, airlight: tuple[float, ...] = ()) -> Made:
    clear = from_bytes(scene.photo)
    if beta is None:
        return clear, clear
    transmitted = transmission(torch.from_numpy(scene.depth)[None] * FAR_DEPTH, beta)
    return to_whole_levels(scatter(clear, transmitted, torch.tensor(airlight))), clear


def _read_alone(path: Path) -> Made:
    return from_bytes(read_photo(path)), None


def _read_both(faulty: Path, true: Path) -> Made:
    return from_bytes(read_photo(faulty)), from_bytes(read_photo(true))
