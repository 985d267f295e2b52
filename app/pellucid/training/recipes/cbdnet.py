"""The recipe of CBDNet: synthetic camera noise and real pairs in every batch.

Guo et al., CVPR 2019, Sections 3.3 and 3.4. CNN_D is told a map times a factor k, and what it is to give depends on k,
so that the person's gamma means something:
- k = 1, mostly: the clean picture, told the estimated map or the true one;
- k < 1: the clean picture with (1 - k)^2 of its noise left, so k = 0 leaves the input as it is, and a small error of
  the estimate around k = 1 costs nearly nothing;
- k > 1: what it gives itself, told the same, for the picture with noise added up to k times its level.
"""

import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.layout import in_channels_last
from pellucid.training import losses
from pellucid.training.checkpoints import MovingAverage, Progress, load, save
from pellucid.training.datasets import Pair
from pellucid.training.degradations import from_bytes
from pellucid.training.metrics import psnr_db
from pellucid.training.noisy_batches import Batch, Material, draw_batch
from pellucid.training.schedule import Budget, WorkClock, cosine_rate

REPORT_SECONDS = 60.0
MEASURE_SECONDS = 300.0
MEASURED_SIDE_PX = 256


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
    for parameter in network.denoiser.last.parameters():
        torch.nn.init.zeros_(parameter)
    last_estimate = network.estimator.body[-1]
    assert isinstance(last_estimate, torch.nn.Conv2d)
    assert last_estimate.bias is not None
    torch.nn.init.constant_(last_estimate.bias, -3.0)  # softplus(-3) = 12 levels
    return network


class Run:
    """A network being trained, and all that a checkpoint holds of it.

    Args:
        recipe: of `read_recipe`.
        folder: for `checkpoint.safetensors`, `best.safetensors` and `log.jsonl`; a checkpoint in it is resumed.
        device: where to train.
    """

    def __init__(self, recipe: dict[str, Any], folder: Path, device: torch.device) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.recipe, self.folder, self.device = recipe, folder, device
        self.network = in_channels_last(build(recipe)).to(device)
        self.average = MovingAverage(self.network, recipe["optimiser"]["average_decay"])
        decay = recipe["optimiser"]["weight_decay"]
        self.optimiser = torch.optim.AdamW(self.network.parameters(), weight_decay=decay)
        checkpoint = folder / "checkpoint.safetensors"
        found = checkpoint.exists()
        self.progress = load(checkpoint, self.network, self.average, self.optimiser) if found else Progress()

    def step(self, batch: Batch, share: float) -> tuple[float, float]:
        """Learn from one batch.

        Args:
            batch: on the CPU.
            share: of the run that is done.

        Returns:
            The loss, and the relative error of the map.
        """
        settings, step = self.recipe["optimiser"], self.progress.step
        for group in self.optimiser.param_groups:
            group["lr"] = settings["rate"] * cosine_rate(share, step, settings["warmup_steps"])
        moved = Batch(*(_to(value, self.device) for value in vars(batch).values()))
        # bfloat16 keeps float32's range, so no loss scaling is needed; matrix units make it several times faster.
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            loss, map_error = batch_loss(self.network, moved, self.recipe["loss"])
        self.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), settings["gradient_norm"])
        self.optimiser.step()
        self.average.update(self.network, step)
        self.progress = replace(self.progress, step=step + 1)
        return float(loss.detach()), float(map_error)

    def measure(self, pairs: Sequence[Pair]) -> tuple[float, float]:
        """Measure the averaged weights, keep them if they are the best, then put the raw ones back."""
        raw = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.network.load_state_dict(self.average.weights)
        figures = measure(self.network, pairs, self.device)
        self.network.load_state_dict(raw)
        if figures[1] > self.progress.best_db:
            self.progress = replace(self.progress, best_db=figures[1])
            weights = {name: value.cpu().contiguous() for name, value in self.average.weights.items()}
            save_file(weights, self.folder / "best.safetensors")
        return figures

    def save(self, seconds: float) -> None:
        """Write the checkpoint."""
        self.progress = replace(self.progress, seconds=seconds)
        checkpoint = self.folder / "checkpoint.safetensors"
        save(checkpoint, self.network, self.average, self.optimiser, self.progress)

    def note(self, report: "Report") -> None:
        """Add a line to the log."""
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(vars(report)) + "\n")


def train(
    material: Material,
    recipe: dict[str, Any],
    budget: Budget,
    folder: Path,
    device: torch.device,
    should_stop: Callable[[], bool],
) -> Iterator[Report]:
    """Train until the budget is spent or `should_stop`, resuming where a checkpoint stands.

    Args:
        material: what to train on.
        recipe: of `read_recipe`.
        budget: of the whole run.
        folder: see `Run`.
        device: where to train.
        should_stop: asked after every step.

    Yields:
        A report about once a minute, and one at the end.
    """
    run = Run(recipe, folder, device)
    clock = WorkClock(run.progress.seconds)
    reported = measured = clock.seconds
    sums: list[tuple[float, float]] = []
    figures = (float("nan"), float("nan"))
    while True:
        share = budget.share(run.progress.step, clock.seconds)
        done = share >= 1 or should_stop()
        if sums and material.measured and (done or clock.seconds - measured >= MEASURE_SECONDS):
            figures = run.measure(material.measured)
            run.save(clock.seconds)
            measured = clock.seconds
        if sums and (done or clock.seconds - reported >= REPORT_SECONDS):
            loss, map_error = (sum(column) / len(sums) for column in zip(*sums, strict=True))
            report = Report(run.progress.step, share, clock.seconds, loss, map_error, *figures)
            run.note(report)
            yield report
            reported, sums = clock.seconds, []
        if done:
            run.save(clock.seconds)
            return
        sums.append(run.step(draw_batch(material, recipe, run.progress.step), share))
        clock.tick()


def _to(value: Tensor, device: torch.device) -> Tensor:
    if value.dim() == 4:
        return value.to(device).contiguous(memory_format=torch.channels_last)
    return value.to(device)
