"""The one loop that trains every network; a recipe plugs into it (see `contract`), and a game brings an `adversary`.

A run lives in a folder: `checkpoint.safetensors` to go on from, `stable.safetensors` from where the rate began to
fall, `best.safetensors` with the averaged weights that measured best, `log.jsonl` with a line a report, and
`curves.png`. It computes in channels last, and in bfloat16 wherever the processor has it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Generic

import torch
from safetensors.torch import save
from torch import Tensor

from pellucid.foundation.atomic import write_bytes
from pellucid.networks.layout import in_channels_last
from pellucid.training.adversary import find_adversary, play
from pellucid.training.batch_supply import batches, most_drawers
from pellucid.training.checkpoints import (
    Counters,
    Learner,
    MovingAverage,
    load_checkpoint,
    load_start,
    save_checkpoint,
)
from pellucid.training.optimisers import find_optimiser
from pellucid.training.recipe import BatchT, Figures, MaterialT, NetworkT, Recipe, Settings
from pellucid.training.run_curves import draw_curves
from pellucid.training.run_folder import BEST, CHECKPOINT, CURVES, LOG, STABLE, find_checkpoint
from pellucid.training.schedule import Budget, Schedule, WorkClock

REPORT_SECONDS = 20.0
MEASURE_SECONDS = 300.0


@dataclass(frozen=True)
class TrainingPlan:
    """One run: what it is called, its settings and budget, where it lives, computes and begins.

    `resume` is a checkpoint to go on from (None: the one in `folder`, if any), `start` are weights to begin a new run
    with, `shard_mib` the size of the files of checkpoints, None for one file. `drawers` is how many processes draw
    batches, None for what suits the device.
    """

    title: str
    settings: Settings
    budget: Budget
    folder: Path
    device: torch.device
    resume: Path | None = None
    start: Path | None = None
    shard_mib: float | None = None
    drawers: int | None = None


@dataclass(frozen=True)
class Report:
    """What a run tells while it goes on.

    `loss` and `notes` are means since the last report; `figures` is empty unless they were measured at this step.
    """

    step: int
    share: float
    seconds: float
    rate: float
    loss: float
    notes: Mapping[str, float]
    figures: Figures

    def line(self) -> dict[str, float]:
        """The line of the log."""
        plain: dict[str, Any] = {name: value for name, value in vars(self).items() if name not in {"notes", "figures"}}
        return {**plain, **self.notes, **self.figures}


class Run(Generic[NetworkT, MaterialT, BatchT]):
    """A network being trained, and all that a checkpoint holds of it.

    Args:
        recipe: what to train, and how.
        plan: of the run.

    Raises:
        UnreadableError: the checkpoint or the weights to start from cannot be used.
    """

    def __init__(self, recipe: Recipe[NetworkT, MaterialT, BatchT], plan: TrainingPlan) -> None:
        plan.folder.mkdir(parents=True, exist_ok=True)
        self.recipe, self.plan = recipe, plan
        settings = plan.settings["optimiser"]
        self.schedule = Schedule(settings["schedule"], settings["warmup_steps"], settings.get("cool_down_share", 0.0))
        network = recipe.build(plan.settings)
        checkpoint = plan.resume or find_checkpoint(plan.folder / CHECKPOINT)
        if plan.start and not checkpoint:
            load_start(plan.start, network)
        torch.backends.cudnn.benchmark = True  # crops have one size: the quickest kernel is worth a search
        network = in_channels_last(network).to(plan.device)
        optimiser = find_optimiser(network, plan.settings)
        adversary = find_adversary(recipe, plan.settings, plan.device)
        self.learner = Learner(network, MovingAverage(network, settings["average_decay"]), optimiser, adversary)
        self.counters = load_checkpoint(checkpoint, self.learner) if checkpoint else Counters()
        self._trim_log()

    def step(self, batch: BatchT, share: float) -> dict[str, Tensor]:
        """Learn from one batch.

        Args:
            batch: on the CPU.
            share: of the run that is done.

        Returns:
            The loss and the recipe's notes, without gradients, on the device.
        """
        settings, network, step = self.plan.settings, self.learner.network, self.counters.step
        adversary = self.learner.adversary
        self._enter_cool_down(share)
        for group in self.learner.optimiser.param_groups:
            group["lr"] = self.rate(share)
        moved = replace(batch, **{name: _to(value, self.plan.device) for name, value in vars(batch).items()})
        # bfloat16 keeps float32's range, so no loss scaling is needed; matrix units make it several times faster.
        with torch.autocast(self.plan.device.type, dtype=torch.bfloat16, enabled=multiplies_bfloat16(self.plan.device)):
            duel = play(self.recipe, network, adversary, moved, settings, step)
        self.learner.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(duel.loss)
        torch.nn.utils.clip_grad_norm_(network.parameters(), settings["optimiser"]["gradient_norm"])
        self.learner.optimiser.step()
        if adversary and duel.adversary_loss is not None:
            adversary.learn(duel.adversary_loss, self.schedule.factor(share, step))
        self.learner.average.update(network, step)
        self.counters = replace(self.counters, step=step + 1)
        return {"loss": duel.loss.detach(), **duel.notes}

    def rate(self, share: float) -> float:
        """The learning rate of the present step."""
        factor = self.schedule.factor(share, self.counters.step)
        return float(self.plan.settings["optimiser"]["rate"] * factor)

    def measure(self, material: MaterialT) -> Figures:
        """Measure the averaged weights, keep them if they are the best, then put the raw ones back."""
        if not len(material.measured):
            return {}
        network, average = self.learner.network, self.learner.average
        raw = {name: value.clone() for name, value in network.state_dict().items()}
        network.load_state_dict(average.weights)
        network.eval()
        figures = self.recipe.measure(network, material, self.plan.device)
        network.load_state_dict(raw)
        network.train()
        chief = figures[self.recipe.CHIEF_FIGURE]
        if chief > self.counters.best_db:
            self.counters = replace(self.counters, best_db=chief)
            weights = {name: value.cpu().contiguous() for name, value in average.weights.items()}
            write_bytes(self.plan.folder / BEST, save(weights))
        return figures

    def save(self, seconds: float, name: str = CHECKPOINT) -> None:
        """Write a checkpoint."""
        self.counters = replace(self.counters, seconds=seconds)
        save_checkpoint(self.plan.folder / name, self.learner, self.counters, self.plan.shard_mib)

    def note(self, report: Report) -> None:
        """Add a line to the log; after a measurement, draw the curves anew."""
        with (self.plan.folder / LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.line()) + "\n")
        if report.figures or report.share >= 1:
            draw_curves(self._read_log(), self.plan.title, self.plan.folder / CURVES)

    def _read_log(self) -> list[dict[str, float]]:
        log = self.plan.folder / LOG
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []

    def _trim_log(self) -> None:
        """Forget what was logged after the checkpoint that the run goes on from."""
        lines = [line for line in self._read_log() if line["step"] <= self.counters.step]
        write_bytes(self.plan.folder / LOG, "".join(json.dumps(line) + "\n" for line in lines).encode())

    def _enter_cool_down(self, share: float) -> None:
        """Keep what a longer run can go on from, when the rate begins to fall."""
        cooling = self.schedule.is_cooling(share)
        if cooling and not self.counters.is_cooling:
            self.save(self.counters.seconds, STABLE)
        if cooling != self.counters.is_cooling:
            self.counters = replace(self.counters, is_cooling=cooling)


def train(
    recipe: Recipe[NetworkT, MaterialT, BatchT],
    material: MaterialT,
    plan: TrainingPlan,
    should_stop: Callable[[], bool],
) -> Iterator[Report]:
    """Train until the budget is spent or `should_stop`, resuming where a checkpoint stands.

    Args:
        recipe: what to train, and how.
        material: of the recipe.
        plan: of the run.
        should_stop: asked before every step.

    Yields:
        A report a few times a minute, and one at the end.
    """
    run = Run(recipe, plan)
    clock = WorkClock(run.counters.seconds)
    reported = measured = clock.seconds
    means = _Means()
    draw = partial(recipe.draw_batch, material, plan.settings)
    drawers = most_drawers(plan.device) if plan.drawers is None else plan.drawers
    for batch in batches(draw, run.counters.step, drawers):
        share = plan.budget.share(run.counters.step, clock.seconds)
        done = share >= 1 or should_stop()
        is_due = share >= 1 or clock.seconds - measured >= MEASURE_SECONDS
        report = None
        if means.count and (is_due or done or clock.seconds - reported >= REPORT_SECONDS):
            figures = run.measure(material) if is_due else {}  # who stops a run does not want to wait for figures
            notes = means.take()
            loss = notes.pop("loss")
            report = Report(run.counters.step, share, clock.seconds, run.rate(share), loss, notes, figures)
            run.note(report)
            reported = clock.seconds
        if is_due or done:
            run.save(clock.seconds)
            measured = clock.seconds
        if report:
            yield report
        if done:
            return
        means.add(run.step(batch, share))
        clock.tick()


class _Means:
    """Means of named numbers; they stay on their device until asked for, so that it need not be waited for."""

    def __init__(self) -> None:
        self._sums: dict[str, Tensor] = {}
        self.count = 0

    def add(self, values: Mapping[str, Tensor]) -> None:
        for name, value in values.items():
            self._sums[name] = self._sums[name] + value if self.count else value
        self.count += 1

    def take(self) -> dict[str, float]:
        means = {name: float(value) / self.count for name, value in self._sums.items()}
        self._sums, self.count = {}, 0
        return means


def multiplies_bfloat16(device: torch.device) -> bool:
    """Whether a device has units for bfloat16; without them a step takes four times as long as in float32."""
    if device.type != "cpu":
        return True
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("arm_bf16"))


def _to(value: Tensor, device: torch.device) -> Tensor:
    if value.dim() == 4:
        return value.to(device).contiguous(memory_format=torch.channels_last)
    return value.to(device)
