"""`pellucid bench batch`: photos a second of a batch beside what the computing alone would allow.

The computing is timed as in `bench export`, from a decoded photo to its last tile, before and after the batch. A batch
that decodes and codes while it computes loses little to that.
"""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from pellucid.bench.export import Timer
from pellucid.bench.photo import size_of, write_noisy_photo
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.batch.pipeline import Loaded, run
from pellucid.engine.engine import Engine, open_engine
from pellucid.engine.export import ExportRequest, export_photo
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo


@dataclass(frozen=True)
class _Job:
    """A photo of the measured batch."""

    photo: Path
    target: Path
    edit: Edit

    def load(self) -> Loaded:
        """Decode it, as a batch does."""
        return Loaded(open_photo(self.photo), ExportRequest(self.edit, self.target, ExportOptions()))


def measure_batch(stack: EditStack, count: int, megapixels: int, device: str) -> dict[str, Any]:
    """Measure a batch of made-up photos.

    Args:
        stack: what is done to each.
        count: how many.
        megapixels: of each.
        device: see `choose_device`.

    Returns:
        Figures, `share_of_computing` the chief one: 1 where decoding and coding cost nothing.

    Raises:
        PellucidError: a photo failed.
    """
    edit = Edit(stack=stack)
    engine = open_engine(device)
    try:
        with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as name:
            folder = Path(name)
            jobs = [_Job(folder / f"{number}.jpg", folder / f"made-{number}.jpg", edit) for number in range(count)]
            write_noisy_photo(jobs[0].photo, size_of(megapixels))
            for job in jobs[1:]:
                job.photo.write_bytes(jobs[0].photo.read_bytes())
            _render(jobs[0], engine)  # loads and warms the networks
            before = _render(jobs[0], engine)
            batch_s = _run(jobs, engine)
            render_s = (before + _render(jobs[0], engine)) / 2
    finally:
        engine.close()
    return {
        "device": engine.device_name,
        "threads": torch.get_num_threads(),
        "photos": count,
        "megapixels": megapixels,
        "render_s_per_photo": round(render_s, 3),
        "batch_s_per_photo": round(batch_s / count, 3),
        "share_of_computing": round(render_s * count / batch_s, 3),
    }


def _render(job: _Job, engine: Engine) -> float:
    """Seconds from the decoded photo to its last tile."""
    source = open_photo(job.photo)
    timer = Timer(time.perf_counter(), float("nan"))
    target = job.target.with_suffix(".one.jpg")
    export_photo(source, job.edit, target, ExportOptions(), engine, Progress(notify=timer.notify))
    target.unlink()
    return timer.rendered - timer.begun


def _run(jobs: Sequence[_Job], engine: Engine) -> float:
    begun = time.perf_counter()
    for job, outcome in run(jobs, lambda: engine):
        if outcome.code:
            raise PellucidError(f"{job.photo.name} failed: {outcome.message}")
    return time.perf_counter() - begun
