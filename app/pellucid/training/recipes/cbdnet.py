"""The recipe of CBDNet: synthetic camera noise and real pairs in every batch.

Guo et al., CVPR 2019, Sections 3.3 and 3.4. CNN_D is told a map times a factor k, and what it is to give depends on k,
so that the person's gamma means something:
- k = 1, mostly: the clean picture, told the estimated map or the true one;
- k < 1: the clean picture with (1 - k)^2 of its noise left, so k = 0 leaves the input as it is, and a small error of
  the estimate around k = 1 costs nearly nothing;
- k > 1: what it gives itself, told the same, for the picture with noise added up to k times its level.
"""

import json
import logging
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from pellucid.imaging.camera_response import formula_curves
from pellucid.networks.cbdnet import CBDNet
from pellucid.training import losses
from pellucid.training.checkpoints import MovingAverage, Progress, load, save
from pellucid.training.datasets import (
    Pair,
    Samples,
    draw_crop,
    draw_pair_crop,
    pair_paths,
    photo_paths,
    read_pairs,
    read_photo,
)
from pellucid.training.degradations import camera_noise, draw_camera_noise, from_bytes, jpeg
from pellucid.training.metrics import psnr_db
from pellucid.training.schedule import Budget, WorkClock, cosine_rate

log = logging.getLogger("pellucid.training")

REPORT_SECONDS = 60.0
MEASURE_SECONDS = 300.0
MEASURED_SIDE_PX = 256
FORMULA_CURVES = 200


@dataclass(frozen=True)
class Material:
    """Everything a run reads, decoded: photos and pairs to train on, pairs to measure on, response curves."""

    photos: Sequence[Samples]
    pairs: Sequence[Pair]
    measured: Sequence[Pair]
    curves: Tensor


@dataclass(frozen=True)
class Batch:
    """Crops of one step, each `(N, 3, H, W)`, with one flag or number a crop `(N,)`.

    `truth` is the true map where `known` says so and zero elsewhere. `told` marks crops whose true map goes into
    CNN_D, times `factor`. `louder` is the noisy crop with noise added up to `factor` times its level, where that is
    over 1, and elsewhere the noisy crop.
    """

    noisy: Tensor
    target: Tensor
    truth: Tensor
    louder: Tensor
    known: Tensor
    told: Tensor
    factor: Tensor


@dataclass(frozen=True)
class Report:
    """What a run tells while it goes on: losses averaged since the last report, and the latest figures."""

    step: int
    share: float
    seconds: float
    loss: float
    map_error: float
    noisy_db: float
    denoised_db: float


def read_recipe(path: Path) -> dict[str, Any]:
    """Read `recipe.toml`."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_material(data: Path, seed: int) -> Material:
    """Decode the training data of a folder; measured response curves where it has them, formulas elsewhere."""
    packed_curves = data / "train" / "crf" / "curves.safetensors"
    if packed_curves.exists():
        curves = load_file(packed_curves)["curves"]
    else:
        curves = formula_curves(FORMULA_CURVES, torch.Generator().manual_seed(seed))
    return Material(
        photos=[read_photo(path) for path in photo_paths(data, measured=False)],
        pairs=read_pairs(pair_paths(data, measured=False)),
        measured=read_pairs(pair_paths(data, measured=True)),
        curves=curves,
    )


def draw_batch(material: Material, recipe: dict[str, Any], step: int) -> Batch:
    """Draw the crops of one step; the same step always draws the same crops."""
    generator = torch.Generator().manual_seed(recipe["seed"] * 1_000_003 + step)
    settings = recipe["batch"]
    rows = [_draw_row(material, settings, generator) for _ in range(settings["crops"])]
    noisy, target, truth, louder, known, told, factor = zip(*rows, strict=True)
    return Batch(
        torch.stack(noisy),
        torch.stack(target),
        torch.stack(truth),
        torch.stack(louder),
        torch.tensor(known),
        torch.tensor(told),
        torch.tensor(factor),
    )


Row = tuple[Tensor, Tensor, Tensor, Tensor, bool, bool, float]


def _draw_row(material: Material, settings: dict[str, Any], generator: torch.Generator) -> Row:
    kind, told, share, encoded = torch.rand(4, generator=generator).tolist()
    side = settings["side_px"]
    factor = _draw_factor(share, settings, generator)
    if material.pairs and kind < settings["real_share"]:
        noisy, clean = draw_pair_crop(material.pairs, side, generator)
        factor = min(factor, 1.0)
        return noisy, _partly_clean(noisy, clean, factor), torch.zeros_like(noisy), noisy, False, False, factor
    clean = _exposed(draw_crop(material.photos, side, generator), generator)
    shot = draw_camera_noise(material.curves, generator)
    noisy, truth = camera_noise(clean, shot, generator)
    louder = noisy
    if factor > 1:
        again, _ = camera_noise(clean, shot, generator)
        louder = (noisy + (again - clean) * (factor * factor - 1) ** 0.5).clamp(0, 1)
    elif encoded < settings["jpeg_share"]:
        low, high = settings["jpeg_quality"]
        quality = int(torch.randint(low, high + 1, (), generator=generator))
        noisy = jpeg(noisy, quality, subsampling="4:2:0" if encoded * 2 < settings["jpeg_share"] else "4:4:4")
    use_truth = told < settings["truth_share"] or factor > 1
    return noisy, _partly_clean(noisy, clean, factor), truth, louder, True, use_truth, factor


def _draw_factor(share: float, settings: dict[str, Any], generator: torch.Generator) -> float:
    """Draw what the told map is multiplied with: mostly 1, sometimes 0, less or more."""
    silent, less, more = settings["silence_share"], settings["less_share"], settings["more_share"]
    drawn = float(torch.rand((), generator=generator))
    if share < silent:
        return 0.0
    if share < silent + less:
        return drawn
    return 1.0 + drawn if share < silent + less + more else 1.0


def _partly_clean(noisy: Tensor, clean: Tensor, factor: float) -> Tensor:
    """The target of a crop told `factor` times its noise."""
    return clean + (noisy - clean) * (1 - min(factor, 1.0)) ** 2


def _exposed(clean: Tensor, generator: torch.Generator) -> Tensor:
    """Darken half of the crops in linear-like steps: noise is worst where photos are dark."""
    dark, gain = torch.rand(2, generator=generator).tolist()
    return clean * (0.25 + 0.75 * gain) if dark < 0.5 else clean


def batch_loss(network: CBDNet, batch: Batch, weights: dict[str, float]) -> tuple[Tensor, Tensor]:
    """The loss of CBDNet, eq. 6, with L1 for the reconstruction.

    Returns:
        The loss, and the mean relative error of the map where its truth is known and at least 2 levels.
    """
    known = batch.known.view(-1, 1, 1, 1)
    estimate = network.estimator(batch.noisy).float()
    given = torch.where(batch.told.view(-1, 1, 1, 1), batch.truth, estimate) * batch.factor.view(-1, 1, 1, 1)
    restored = network.denoiser(batch.noisy, given).float()
    reconstruction = (restored - _targets(network, batch, given)).abs().mean()
    known_count = int(batch.known.sum())
    map_loss = losses.asymmetric(estimate[batch.known], batch.truth[batch.known]) if known_count else estimate.sum() * 0
    smooth = losses.total_variation(estimate)
    total = (
        weights["reconstruction"] * reconstruction
        + weights["asymmetric"] * map_loss * (known_count / len(batch.known))
        + weights["total_variation"] * smooth
    )
    noticeable = known & (batch.truth >= 2 / 255)
    error = ((estimate - batch.truth).abs() / batch.truth.clamp_min(1e-6))[noticeable.expand_as(estimate)]
    return total, error.detach().mean() if error.numel() else torch.zeros(())


@torch.no_grad()
def _targets(network: CBDNet, batch: Batch, given: Tensor) -> Tensor:
    """The targets; for crops told too much, what the network gives for the louder picture."""
    more = batch.factor > 1
    if not bool(more.any()):
        return batch.target
    targets = batch.target.clone()
    targets[more] = network.denoiser(batch.louder[more], given[more]).float()
    return targets


@torch.inference_mode()
def measure(network: CBDNet, pairs: Sequence[Pair], device: torch.device) -> tuple[float, float]:
    """Mean PSNR on the middle of the measured pairs: the noisy picture's and the denoised one's."""
    noisy_db, denoised_db = [], []
    for pair in pairs:
        noisy, clean = (_middle(from_bytes(picture)).to(device) for picture in (pair.noisy, pair.clean))
        restored, _ = network(noisy[None])
        noisy_db.append(psnr_db(noisy, clean))
        denoised_db.append(psnr_db(restored[0].clamp(0, 1), clean))
    return sum(noisy_db) / len(noisy_db), sum(denoised_db) / len(denoised_db)


def _middle(picture: Tensor) -> Tensor:
    top, left = ((side - MEASURED_SIDE_PX) // 2 for side in picture.shape[-2:])
    return picture[:, top : top + MEASURED_SIDE_PX, left : left + MEASURED_SIDE_PX]


def build(recipe: dict[str, Any]) -> CBDNet:
    """Make the network of a recipe, ready to learn: CNN_D starts as the identity, CNN_E at a moderate level."""
    torch.manual_seed(recipe["seed"])
    network = CBDNet(tuple(recipe["network"]["widths"]), recipe["network"]["estimator_width"])
    torch.nn.init.zeros_(network.denoiser.last.weight)
    torch.nn.init.zeros_(network.denoiser.last.bias)
    torch.nn.init.constant_(network.estimator.body[-1].bias, -3.0)  # softplus(-3) = 12 levels
    return network


def train(
    material: Material,
    recipe: dict[str, Any],
    budget: Budget,
    folder: Path,
    device: torch.device,
    should_stop: Callable[[], bool],
) -> Iterator[Report]:
    """Train until the budget is spent or `should_stop`, resuming from `folder/checkpoint.safetensors`.

    Args:
        material: what to train on.
        recipe: of `read_recipe`.
        budget: of the whole run.
        folder: for `checkpoint.safetensors`, `best.safetensors` and `log.jsonl`.
        device: where to train.
        should_stop: asked after every step.

    Yields:
        A report about once a minute, and one at the end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = build(recipe).to(device, memory_format=torch.channels_last)
    average = MovingAverage(network, recipe["optimiser"]["average_decay"])
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=recipe["optimiser"]["weight_decay"])
    checkpoint = folder / "checkpoint.safetensors"
    progress = load(checkpoint, network, average, optimiser) if checkpoint.exists() else Progress()
    clock = WorkClock(progress.seconds)
    reported, measured = clock.seconds, clock.seconds
    sums: list[tuple[float, float]] = []
    noisy_db, denoised_db, best_db = float("nan"), float("nan"), progress.best_db
    step = progress.step
    while True:
        share = budget.share(step, clock.seconds)
        done = share >= 1 or should_stop()
        if sums and (done or clock.seconds - reported >= REPORT_SECONDS):
            if material.measured and (done or clock.seconds - measured >= MEASURE_SECONDS):
                noisy_db, denoised_db = _measure_average(network, average, material.measured, device)
                measured = clock.seconds
                if denoised_db > best_db:
                    best_db = denoised_db
                    save_file({name: value.cpu().contiguous() for name, value in average.weights.items()}, folder / "best.safetensors")
                save(checkpoint, network, average, optimiser, Progress(step, clock.seconds, best_db))
            loss, map_error = (sum(column) / len(sums) for column in zip(*sums, strict=True))
            report = Report(step, share, clock.seconds, loss, map_error, noisy_db, denoised_db)
            _append(folder / "log.jsonl", report)
            yield report
            reported, sums = clock.seconds, []
        if done:
            save(checkpoint, network, average, optimiser, Progress(step, clock.seconds, best_db))
            return
        sums.append(_step(network, average, optimiser, draw_batch(material, recipe, step), recipe, share, step, device))
        step += 1
        clock.tick()


def _step(
    network: CBDNet,
    average: MovingAverage,
    optimiser: torch.optim.Optimizer,
    batch: Batch,
    recipe: dict[str, Any],
    share: float,
    step: int,
    device: torch.device,
) -> tuple[float, float]:
    settings = recipe["optimiser"]
    for group in optimiser.param_groups:
        group["lr"] = settings["rate"] * cosine_rate(share, step, settings["warmup_steps"])
    moved = Batch(*(_to(value, device) for value in vars(batch).values()))
    # bfloat16 keeps float32's range, so no loss scaling is needed; matrix units make it several times faster.
    with torch.autocast(device.type, dtype=torch.bfloat16):
        loss, map_error = batch_loss(network, moved, recipe["loss"])
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), settings["gradient_norm"])
    optimiser.step()
    average.update(network, step)
    return float(loss.detach()), float(map_error)


def _to(value: Tensor, device: torch.device) -> Tensor:
    if value.dim() == 4:
        return value.to(device).contiguous(memory_format=torch.channels_last)
    return value.to(device)


def _measure_average(
    network: CBDNet, average: MovingAverage, pairs: Sequence[Pair], device: torch.device
) -> tuple[float, float]:
    """Measure the averaged weights, then put the raw ones back."""
    raw = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(average.weights)
    figures = measure(network, pairs, device)
    network.load_state_dict(raw)
    return figures


def _append(path: Path, report: Report) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(vars(report)) + "\n")
