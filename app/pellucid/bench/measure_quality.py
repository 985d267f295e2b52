"""`pellucid bench quality`: what the networks gain where the truth is known, beside what people would use otherwise.

Only pictures that never trained are measured: `splits.json` of the data folder says which, and how they are damaged.
Each network has its sets, in the table `SETS` of its architecture; a set that the folder lacks is left out. The
parts are in `bench.quality`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import nn

from pellucid.bench.quality import automatic, camera
from pellucid.bench.quality.blur import blur_figures, gopro_cases, kernel_cases
from pellucid.bench.quality.cases import (
    Case,
    awgn_cases,
    polyu_cases,
    read_plan,
    renoir_cases,
)
from pellucid.bench.quality.haze import haze_figures, haze_scenes
from pellucid.bench.quality.operations import method_of, with_network
from pellucid.bench.quality.peer_scores import PeerMemory
from pellucid.bench.quality.peers import PEERS, Peer, measure_peer, peer_line
from pellucid.bench.quality.relight import lol_cases, low_light_figures
from pellucid.bench.quality.retouch import filter_cases, filter_figures, fivek_cases, retouch_cases
from pellucid.bench.quality.saved import good_figures, saved_figures, untouched_figures
from pellucid.bench.quality.scoring import Outcome, line, measure, plain_method, summary
from pellucid.bench.quality.stereo import stereo_cases, stereo_figures
from pellucid.engine.devices import choose_device
from pellucid.foundation.errors import ModelError, UnreadableError, UsageError
from pellucid.foundation.paths import models_dir
from pellucid.foundation.terminal import terminal_progress
from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.davanet import DAVANet, DeblurNet
from pellucid.networks.dncnn import DnCNN
from pellucid.networks.loading import find_model, load_network
from pellucid.operations.retouch import process as retouch_process
from pellucid.operations.retouch.parameters import Parameters as Retouch

NETWORKS = (
    "cbdnet", "dncnn", "deartifact", "deepdeblur", "davanet", "dehazenet", "pmsnet", "epdn", "deepupe", "hdrnet", "dpe",
)  # fmt: skip
"""Measured where nothing else is asked for."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Bench:
    """One run of the bench: where the pictures lie, what `splits.json` says, where to compute, and against whom."""

    data: Path
    plan: Mapping[str, Any]
    device: torch.device
    peers: tuple[Peer, ...] = ()
    memory: PeerMemory = field(default_factory=PeerMemory)


Measurement = Callable[[Bench, nn.Module], dict[str, Any]]
"""Figures of one network on one set; empty where the folder has no such pictures."""


def measure_quality(
    data: Path, device: str, networks: Sequence[str] = NETWORKS, sets: Sequence[str] = (), *, peers: bool = False
) -> dict[str, Any]:
    """Measure networks on the pictures of a data folder.

    Args:
        data: folder with `splits.json`, `train` and `val`; a missing set is left out.
        device: as for `choose_device`.
        networks: ids of installed networks, or model folders.
        sets: keys of `SETS` to measure; all where it is empty.
        peers: also run BM3D and OpenCV's non-local means on the `peer_subset`, and remember what they give.

    Returns:
        Figures of each set under the id of its network, and under `left_out` a sentence for each network, or network
        and set, that could not be measured.

    Raises:
        UnreadableError: the folder has no `splits.json`, or none of the sets.
        UnsupportedError: peers are wanted and not installed.
    """
    bench = Bench(data, read_plan(data), choose_device(device).torch_device, PEERS if peers else ())
    for peer in bench.peers:
        peer.version()
    figures: dict[str, Any] = {}
    left_out: dict[str, str] = {}
    for model in networks:
        try:
            figures[Path(model).name] = _measure_network(bench, model, sets, left_out)
        except ModelError as error:
            left_out[Path(model).name] = str(error)
    if not any(figures.values()) and not left_out:
        raise UnreadableError(f"{data}: there are no pictures in this folder to measure these networks with.")
    return {**figures, "left_out": left_out}


def _measure_network(bench: Bench, model: str, sets: Sequence[str], left_out: dict[str, str]) -> dict[str, Any]:
    # A folder is named from here, an id from where the networks are installed.
    place = str(Path(model).resolve()) if Path(model).is_dir() else model
    card = find_model(place)
    task = card.id if card.id in SETS else card.architecture
    if task not in SETS:
        raise ModelError(f"{model}: there are no pictures to measure a network of this kind with.")
    network = load_network(place, bench.device)
    figures = {}
    for name in (name for name in SETS[task] if not sets or name in sets):
        try:
            found = SETS[task][name](bench, network)
        except UsageError as error:  # the measured response curves need a library that is not there
            left_out[f"{card.id} {name}"] = str(error)
            continue
        if found:
            figures[name] = found
    return figures


def _real_pairs(list_cases: Callable[[Path, Mapping[str, Any]], list[Case]]) -> Measurement:
    def run(bench: Bench, network: nn.Module) -> dict[str, Any]:
        assert isinstance(network, CBDNet)
        cases = list_cases(bench.data, bench.plan)
        if not cases:
            return {}
        sweeps = [camera.sweep(network, case, bench.device) for case in _tracked(cases)]
        beside = _beside_peers(bench, [one.outcome for one in sweeps])
        return {**camera.sweep_summary(sweeps), **beside}

    return run


def _camera(bench: Bench, network: nn.Module) -> dict[str, Any]:
    assert isinstance(network, CBDNet)
    return camera.camera_figures(network, bench.data, bench.device)


def _awgn(set_name: str, *, clipped: bool = False) -> Measurement:
    def run(bench: Bench, network: nn.Module) -> dict[str, Any]:
        assert isinstance(network, DnCNN)
        if network.channels != (1 if set_name == "set12" else 3):
            return {}
        figures = {}
        for sigma in bench.plan.get("awgn", {}).get("sigma", ()):
            outcomes = _outcomes(bench, network, awgn_cases(bench.data, bench.plan, set_name, sigma, clipped=clipped))
            if outcomes:
                figures[f"sigma_{sigma:g}"] = {**summary(outcomes), **_beside_peers(bench, outcomes)}
        return figures

    return run


def _saved(bench: Bench, network: nn.Module) -> Any:
    return saved_figures(bench.data, bench.plan, network, bench.device, _tracked)


def _saved_well(bench: Bench, network: nn.Module) -> Any:
    return good_figures(bench.data, network, bench.device, _tracked)


def _untouched(bench: Bench, network: nn.Module) -> dict[str, Any]:
    return untouched_figures(bench.data, network, bench.device, _tracked)


def _haze(model: str, *, bright: bool) -> Measurement:
    def run(bench: Bench, network: nn.Module) -> dict[str, Any]:
        return haze_figures(network, model, haze_scenes(bench.data, bench.plan, bright=bright), bench.device)

    return run


def _haze_sets(model: str) -> dict[str, Measurement]:
    return {"haze": _haze(model, bright=False), "haze_bright": _haze(model, bright=True)}


def _relight(bench: Bench, network: nn.Module) -> dict[str, Any]:
    return low_light_figures(network, lol_cases(bench.data), bench.device)


def _retouch(model: str, list_cases: Callable[[Bench], list[Case]]) -> Measurement:
    def run(bench: Bench, network: nn.Module) -> dict[str, Any]:
        full = Retouch(method=model, amount=1.0, protect_skin=0.0, protect_neutral=0.0)
        method = method_of(retouch_process, full, with_network(network, bench.device))
        return automatic.beside(method, list_cases(bench))

    return run


def _retouch_sets(model: str) -> dict[str, Measurement]:
    return {
        "retouch": _retouch(model, lambda bench: retouch_cases(bench.data, bench.plan)),
        "retouch_fivek": _retouch(model, lambda bench: fivek_cases(bench.data)),
    }


def _local_laplacian(bench: Bench, network: nn.Module) -> dict[str, Any]:
    return filter_figures(network, filter_cases(bench.data, bench.plan), bench.device)


def _blur(list_cases: Callable[[Path, Mapping[str, Any]], list[Case]]) -> Measurement:
    def run(bench: Bench, network: nn.Module) -> dict[str, Any]:
        return blur_figures(network, _tracked(list_cases(bench.data, bench.plan)), bench.device)

    return run


def _pairs(bench: Bench, network: nn.Module) -> dict[str, Any]:
    """Beside DeblurNet, which sees one eye, where that is installed."""
    assert isinstance(network, DAVANet)
    single = load_network("deblurnet", bench.device) if (models_dir() / "deblurnet" / "model.toml").is_file() else None
    assert single is None or isinstance(single, DeblurNet)
    return stereo_figures(network, single, _tracked(stereo_cases(bench.data, bench.plan)), bench.device)


SETS: dict[str, dict[str, Measurement]] = {
    "cbdnet": {
        "noise_real_polyu": _real_pairs(polyu_cases),
        "noise_real_renoir": _real_pairs(renoir_cases),
        "camera_noise": _camera,
    },
    "dncnn": {
        "cbsd68": _awgn("cbsd68"),
        "cbsd68_8bit": _awgn("cbsd68", clipped=True),
        "set12": _awgn("set12"),
    },
    "deartifact": {"live1": _saved, "live1_good": _saved_well, "live1_untouched": _untouched},
    **{model: _haze_sets(model) for model in ("dehazenet", "pmsnet", "epdn")},
    **{model: _retouch_sets(model) for model in ("hdrnet", "dpe")},
    "hdrnet_laplacian": {"local_laplacian": _local_laplacian},
    "deepupe": {"relight": _relight},
    "deepdeblur": {"blur_gopro": _blur(gopro_cases), "blur_kernels": _blur(kernel_cases)},
    "davanet": {"stereo": _pairs},
}
"""What is measured of a network, by its id or else its architecture."""

SET_NAMES = tuple(dict.fromkeys(name for sets in SETS.values() for name in sets))


def _outcomes(bench: Bench, network: nn.Module, cases: Sequence[Case]) -> list[Outcome]:
    method = plain_method(network, bench.device)
    return [measure(method, case) for case in _tracked(cases)]


def _beside_peers(bench: Bench, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The network and its peers on the pictures of the peer subset; nothing where the set has no such subset."""
    shared = [one for one in outcomes if one.case.is_peer]
    if not shared:
        return {}
    figures: dict[str, Any] = {"pictures": len(shared), "noisy_psnr_db": summary(shared)["noisy_psnr_db"]}
    figures["network"] = line([one.after for one in shared])
    for peer in bench.peers:
        cases = _tracked([one.case for one in shared])
        figures[peer.id] = peer_line([measure_peer(peer, case, bench.memory) for case in cases])
    return {"peer_subset": figures}


def _tracked(items: Sequence[Item]) -> Iterator[Item]:
    """Go through pictures and show on a terminal how far it is."""
    progress = terminal_progress()
    for index, item in enumerate(items):
        yield item
        progress.report((index + 1) / len(items))
