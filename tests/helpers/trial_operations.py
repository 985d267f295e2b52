"""Operations that no photo needs, which use what no real one uses yet.

* `trial_invert` on input: a curve (points), as the inversion of a negative would have.
* `trial_sharpen` on detail: two sliders with nodes, a halo, an alignment, strokes, and two mappable fields.
* `trial_mixer` on tone: a table.
* `trial_grain` on output: in fractions of the output's long side.
* `example_fade` on tone: the operation to copy from, `helpers.example_operation`.

`registered` makes them known to the program for as long as a test runs.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from helpers.example_operation import process as fade
from helpers.example_operation.parameters import SPEC as FADE
from helpers.example_operation.parameters import Parameters as Fade
from pellucid.foundation.geometry import Size
from pellucid.operations import catalogue, pointwise
from pellucid.operations.compound_kinds import Head, Points, Stroke, Strokes, Table
from pellucid.operations.contract import Analysis, Context, Process
from pellucid.operations.fields import (
    Number,
    number,
    percentage,
    points,
    strokes,
    table,
)
from pellucid.operations.processes import PROCESSES
from pellucid.operations.spec import Name, OperationSpec, SliderNodes, Stage

STRAIGHT = ((0.0, 0.0), (1.0, 1.0))


@dataclass(frozen=True)
class Invert:
    curve: tuple[tuple[float, float], ...] = points(STRAIGHT, Points("Curve", "From film to light."))


@dataclass(frozen=True)
class Sharpen:
    fine: float = number(0.0, Number("Fine", "Of small things.", 0.0, 2.0, 0.1))
    coarse: float = number(0.0, Number("Coarse", "Of large things.", 0.0, 2.0, 0.1))
    radius: float = number(2.0, Number("Radius", "Of the coarse.", 1.0, 4.0, 1.0, 0, "px"))
    spots: tuple[Stroke, ...] = strokes(Strokes("Spots", "Where it stays smooth."))


HUES = tuple(Head(name, name.title()) for name in ("red", "green", "blue"))


@dataclass(frozen=True)
class Mixer:
    gains: tuple[tuple[float, ...], ...] = table(
        Table("Gains", "Of each colour.", HUES, (Head("dark", "Dark"), Head("light", "Light")), -100.0, 100.0, 1.0)
    )


@dataclass(frozen=True)
class Grain:
    amount: float = number(0.0, percentage("Amount", "How strong."))


def _sharpens_nothing(parameters: Sharpen) -> bool:
    return parameters.fine == 0 and parameters.coarse == 0


def _spec(id_: str, parameters: type[Any], stage: Stage) -> OperationSpec:
    title = id_.replace("_", " ").capitalize()
    return OperationSpec(Name(id_, title, "A trial."), parameters, stage)


INVERT = _spec("trial_invert", Invert, Stage.INPUT)
SHARPEN = replace(
    _spec("trial_sharpen", Sharpen, Stage.DETAIL),
    is_neutral=_sharpens_nothing,
    nodes=(SliderNodes("fine", (0.0, 1.0, 2.0), (1.0, 2.0)), SliderNodes("coarse", (0.0, 0.5, 2.0), (2.0, 0.5))),
)
MIXER = _spec("trial_mixer", Mixer, Stage.TONE)
GRAIN = _spec("trial_grain", Grain, Stage.OUTPUT)
TRIALS = (INVERT, SHARPEN, MIXER, FADE, GRAIN)

TRIED: Mapping[str, Any] = {
    "trial_invert": Invert(((0.0, 1.0), (0.4, 0.5), (1.0, 0.0))),
    "trial_sharpen": Sharpen(0.7, 0.4, 3.0, (Stroke(((0.3, 0.4), (0.6, 0.5)), 0.1), Stroke(((0.8, 0.8),), 0.05))),
    "trial_mixer": Mixer(((20.0, 0.0), (0.0, -30.0), (5.0, 50.0))),
    "trial_grain": Grain(0.5),
    "example_fade": Fade(20.0),
}
"""Parameters with every field at another value than its default."""


def _plain_process(parameters: type[Any], render: Any) -> Process:
    """A process whose every pixel is its own; what it adds lies within 0 to 1, and the rest is kept."""

    def rendered(picture: Tensor, values: Any, _analysis: Analysis, context: Context) -> Tensor:
        inside = picture.clamp(0, 1)
        return picture if values == parameters() else picture + (render(inside, values, context) - inside)

    parts = {
        name: getattr(pointwise, name)
        for name in ("analyse", "analysis_key", "analysis_px", "models", "mappable", "halo")
    }
    return cast(
        Process,
        SimpleNamespace(
            **parts,
            alignment=pointwise.alignment,
            diagnose=pointwise.diagnose,
            render=rendered,
            preview=rendered,
        ),
    )


def _invert(picture: Tensor, values: Invert, _context: Context) -> Tensor:
    result = torch.full_like(picture, values.curve[0][1])
    for (x0, y0), (x1, y1) in zip(values.curve, values.curve[1:], strict=False):
        result = result + ((picture - x0) / (x1 - x0)).clamp(0, 1) * (y1 - y0)
    return result


def _mixed(picture: Tensor, values: Mixer, _context: Context) -> Tensor:
    dark, light = torch.tensor(values.gains, device=picture.device).div(400).T.view(2, 3, 1, 1)
    return (picture * (1 + dark * (1 - picture) + light * picture)).clamp(0, 1)


def _grained(picture: Tensor, values: Grain, context: Context) -> Tensor:
    """Waves over the output's long side, so that a smaller output shows the same."""
    height, width = picture.shape[-2:]
    size = context.output or Size(round(width / context.scale), round(height / context.scale))
    left, top = (context.area.x, context.area.y) if context.area else (0, 0)
    long = max(size.width, size.height)
    rows, columns = (
        (begin + (torch.arange(count) + 0.5) / context.scale) / long for begin, count in ((top, height), (left, width))
    )
    waves = torch.sin(40 * rows)[:, None] * torch.sin(40 * columns)[None]
    return (picture * (1 + 0.2 * values.amount * waves.to(picture))).clamp(0, 1)


class _Sharpening:
    """Unsharp masking with two radii, nowhere where a stroke is; its tiles begin at even pixels."""

    analyse = staticmethod(lambda whole, _values, _context: Analysis({"size": whole.size}))
    analysis_key = staticmethod(lambda _values: "size")
    analysis_px = staticmethod(pointwise.analysis_px)
    models = staticmethod(pointwise.models)
    diagnose = staticmethod(pointwise.diagnose)

    @staticmethod
    def mappable(_values: Sharpen) -> tuple[str, ...]:
        return ("fine", "coarse")

    @staticmethod
    def halo(values: Sharpen, _analysis: Analysis, _scale: float) -> int:
        return int(values.radius)

    @staticmethod
    def alignment(_values: Sharpen) -> int:
        return 2

    @staticmethod
    def render(picture: Tensor, values: Sharpen, analysis: Analysis, context: Context) -> Tensor:
        inside = picture.clamp(0, 1)
        kept = 1 - _covered(values.spots, inside, analysis, context)
        fine = context.value(values, "fine") * (inside - _mean(inside, 1))
        coarse = context.value(values, "coarse") * (inside - _mean(inside, int(values.radius)))
        return picture + ((inside + kept * (fine + coarse)).clamp(0, 1) - inside)

    preview = render


def _mean(picture: Tensor, radius: int) -> Tensor:
    return F.avg_pool2d(picture[None], 2 * radius + 1, 1, radius, count_include_pad=False)[0]


def _covered(spots: tuple[Stroke, ...], picture: Tensor, analysis: Analysis, context: Context) -> Tensor:
    """1 under any dab of a stroke, `(1, h, w)`."""
    size, (height, width) = analysis.facts["size"], picture.shape[-2:]
    left, top = (context.area.x, context.area.y) if context.area else (0, 0)
    columns = (left + (torch.arange(width) + 0.5) / context.scale)[None]
    rows = (top + (torch.arange(height) + 0.5) / context.scale)[:, None]
    covered = torch.zeros(1, height, width)
    for stroke in spots:
        for x, y in stroke.path:
            distance = ((columns - x * size.width) ** 2 + (rows - y * size.height) ** 2).sqrt()
            covered = torch.maximum(covered, (distance < stroke.radius * max(size.width, size.height)).float())
    return covered.to(picture.device)


PIXELS: dict[str, Process] = {
    "trial_invert": _plain_process(Invert, _invert),
    "trial_sharpen": cast(Process, _Sharpening()),
    "trial_mixer": _plain_process(Mixer, _mixed),
    "trial_grain": _plain_process(Grain, _grained),
    "example_fade": fade,
}


@contextmanager
def registered() -> Iterator[None]:
    """Let the program know the trial operations, each in the place of its stage."""
    before = catalogue.CATALOGUE
    known = tuple(sorted((*before, *TRIALS), key=lambda spec: spec.stage.place))
    with pytest.MonkeyPatch.context() as patch:
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith("pellucid") and getattr(module, "CATALOGUE", None) is before:
                patch.setattr(module, "CATALOGUE", known)
        for operation, process in PIXELS.items():
            patch.setitem(PROCESSES, operation, process)
        yield
