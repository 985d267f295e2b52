"""`pellucid bench export`: seconds a megapixel of each operation with its defaults, and how near that is to the floor.

Rendering and writing are told apart: rendering ends with the last tile. Networks are loaded and warmed beforehand,
because an export in the editor finds them so. What an export costs with all that a process of its own does besides,
and its memory, is measured on a child (`bench.process`).
"""

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from pellucid.bench.floor import best_rate, counting
from pellucid.bench.photo import size_of, write_noisy_photo
from pellucid.bench.process import ProcessCost, cost_of_apply, run_apply
from pellucid.bench.sliders import acting
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Step
from pellucid.engine.analyses import Analyses
from pellucid.engine.engine import Engine, open_engine
from pellucid.engine.export import export_photo
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Size
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.catalogue import CATALOGUE

LARGE = Size(11648, 8736)
COUNTED_STEP_PX = 64


@dataclass
class Timer:
    """When an export began and when its last tile was done."""

    begun: float
    rendered: float

    def notify(self, share: float, _remaining_s: float | None) -> None:
        """Take the progress of an export."""
        if share >= 1:
            self.rendered = time.perf_counter()


def every_operation() -> dict[str, EditStack]:
    """Each operation alone, with parameters that do something, by its id."""
    return {spec.id: EditStack((Step(spec.id, acting(spec)),)) for spec in CATALOGUE}


def measure_export(
    photo: Path | None, megapixels: int, device: str, edits: Mapping[str, EditStack], *, large: bool, processes: bool
) -> dict[str, Any]:
    """Measure the export of every operation.

    Args:
        photo: to measure with; None makes one.
        megapixels: of the one that is made.
        device: see `choose_device`.
        edits: what is measured, by its name.
        large: also measure the memory of a 100-megapixel export.
        processes: measure each export in a process of its own as well.

    Returns:
        Figures of each edit under its name, and what they were measured on.
    """
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as folder, _engine(device) as engine:
        path = photo or _made_photo(Path(folder) / "photo.jpg", size_of(megapixels))
        started = time.perf_counter()
        source = open_photo(path)
        decode_s = time.perf_counter() - started
        figures: dict[str, Any] = {
            "device": engine.device_name,
            "threads": torch.get_num_threads(),
            "megapixels": round(source.facts.size.pixels / 1e6, 3),
            "decode_s": round(decode_s, 3),
        }
        for name, stack in edits.items():
            figures[name] = _measure_stack(source, stack, Path(folder) / "exported.jpg", engine)
            if processes:
                cost = cost_of_apply(source, stack, Path(folder), device)
                figures[name]["process"] = _process_figures(cost, source, figures[name])
        if large:
            engine.close()
            figures["large"] = _measure_large(Path(folder), device)
    return figures


@contextmanager
def _engine(device: str) -> Iterator[Engine]:
    engine = open_engine(device)
    try:
        yield engine
    finally:
        engine.close()


def _made_photo(path: Path, size: Size) -> Path:
    write_noisy_photo(path, size)
    return path


def _measure_stack(source: SourceImage, stack: EditStack, target: Path, engine: Engine) -> dict[str, Any]:
    """Time two exports, each between measurements of the machine's rate; the better of each counts.

    The first export also takes its memory from the system, which in a virtual machine, where the host hands it out
    page by page, can cost more than the computing; it is told apart.
    """
    multiply_adds = _multiply_adds_a_pixel(source, stack, engine)
    started = time.perf_counter()
    # Networks are loaded and warm by now; the facts of the photo are not known.
    Analyses(engine).prepare(source, Edit(stack=stack))
    analysis_s = time.perf_counter() - started
    rates, renders, exports, cpus = [best_rate(engine.device.torch_device)], [], [], []
    for _ in range(2):
        timer, cpu_s = Timer(time.perf_counter(), float("nan")), time.process_time()
        export_photo(source, Edit(stack=stack), target, ExportOptions(), engine, Progress(notify=timer.notify))
        exports.append(time.perf_counter() - timer.begun)
        cpus.append(time.process_time() - cpu_s)
        renders.append(timer.rendered - timer.begun)
        rates.append(best_rate(engine.device.torch_device))
        target.unlink()
    megapixels = source.facts.size.pixels / 1e6
    rate, render_s = max(rates), min(renders)
    floor_s = multiply_adds * source.facts.size.pixels / rate
    return {
        "analysis_s": round(analysis_s, 3),
        "render_s_per_megapixel": round(render_s / megapixels, 4),
        "first_render_s_per_megapixel": round(renders[0] / megapixels, 4),
        "export_s_per_megapixel": round(min(exports) / megapixels, 4),
        "export_cpu_s_per_megapixel": round(min(cpus) / megapixels, 4),
        "floor_s_per_megapixel": round(floor_s / megapixels, 4),
        "ratio_to_floor": round(render_s / floor_s, 3) if floor_s else None,
        "multiply_adds_per_pixel": round(multiply_adds),
        "best_rate_gmac_per_s": round(rate / 1e9, 2),
    }


@torch.inference_mode()
def _multiply_adds_a_pixel(source: SourceImage, stack: EditStack, engine: Engine) -> float:
    """Of all networks that the stack runs; loads and warms them on the way.

    A square of side s costs a*s^2 + b*s + c, where b and c are margins that an operation adds around a tile. The
    second difference over three sides leaves a alone.
    """
    steps = Analyses(engine).prepare(source, Edit(stack=stack))
    networks: dict[str, nn.Module] = {}

    def remembered(model: str) -> nn.Module:
        networks[model] = engine.network(model)
        return networks[model]

    def run_all(side_px: int) -> None:
        picture = torch.rand(3, side_px, side_px, generator=torch.Generator().manual_seed(1))
        context = replace(engine.context(), network=remembered)
        for step in steps:
            step.process.render(picture.to(context.device), step.base.parameters, step.base.analysis, context)

    run_all(COUNTED_STEP_PX)  # loads the networks that are to be watched
    counts = []
    for times in (1, 2, 3):
        with counting(networks.values()) as count:
            run_all(times * COUNTED_STEP_PX)
        counts.append(count.multiply_adds)
    return (counts[2] - 2 * counts[1] + counts[0]) / (2 * COUNTED_STEP_PX**2)


def _process_figures(cost: ProcessCost, source: SourceImage, engine_alone: Mapping[str, Any]) -> dict[str, Any]:
    """What a process costs, and how many times the engine's own processor time that is."""
    megapixels = source.facts.size.pixels / 1e6
    cpu = None if cost.cpu_s is None else cost.cpu_s / megapixels
    alone = engine_alone["export_cpu_s_per_megapixel"]
    return {
        "s_per_megapixel": round(cost.seconds / megapixels, 4),
        "cpu_s_per_megapixel": None if cpu is None else round(cpu, 4),
        "times_engine_cpu": round(cpu / alone, 3) if cpu and alone else None,
        "peak_resident_mib": cost.peak_resident_mib,
    }


def _measure_large(folder: Path, device: str) -> dict[str, Any]:
    """Peak resident memory of a child that exports 100 megapixels through every operation."""
    photo = folder / "large.jpg"
    write_noisy_photo(photo, LARGE)
    options = [word for spec in CATALOGUE for word in ("--op", spec.id)]
    cost = run_apply(photo, folder / "large-out.jpg", options, device)
    return {
        "megapixels": round(LARGE.pixels / 1e6, 3),
        "peak_resident_mib": cost.peak_resident_mib,
        "export_s": round(cost.seconds, 3),
    }
