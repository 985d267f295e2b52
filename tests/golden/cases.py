"""Twenty edits of small photos, whose results are kept beside this file and compared with on every run."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.engine.engine import Engine
from pellucid.engine.framed import render_finished
from pellucid.engine.shape import Shape
from pellucid.foundation.export_options import ExportOptions, Sharpening
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.lens import Lens
from pellucid.foundation.masks import (
    Band,
    Brush,
    Component,
    Feather,
    LinearGradient,
    Mask,
    RadialGradient,
    Range,
    Stroke,
)
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.operations.deartifact.parameters import Parameters as Deartifact
from pellucid.operations.deblur.parameters import Parameters as Deblur
from pellucid.operations.dehaze.parameters import Parameters as Dehaze
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.relight.parameters import Parameters as Relight
from pellucid.operations.retouch.parameters import Parameters as Retouch
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.operations.white_balance.parameters import Parameters as WhiteBalance

FOLDER = Path(__file__).parent

Levels = NDArray[np.uint8]
"""`(h, w, 3)`, sRGB."""


AS_IT_IS = ExportOptions()


@dataclass(frozen=True)
class Case:
    """An edit of one of the photos."""

    photo: str
    edit: Edit
    options: ExportOptions = AS_IT_IS


def _edit(*steps: Step, masks: tuple[Mask, ...] = (), framing: Framing | None = None) -> Edit:
    stack = EditStack()
    for step in steps:
        stack = stack.with_step(step)
    return Edit(stack=stack, masks=masks, framing=framing or Framing())


SKY = Mask("sky", "Sky", (Component(LinearGradient((0.5, 0.2), (0.5, 0.6))),))
FACE = Mask("face", "Face", (Component(RadialGradient((0.5, 0.45), 0.2, 0.15, 20.0)),), Feather(0.05))
BRIGHT = Mask("bright", "Bright", (Component(Range(Band(0.6, 1.0, 0.1))),), Feather(0.012, follows_edges=True))
PAINTED = Mask("painted", "Painted", (Component(Brush((Stroke.along(((0.2, 0.3), (0.7, 0.6)), 0.08, 0.3),))),))

TILTED = ((0.06, 0.0), (-0.03, 0.02), (0.0, 0.0), (0.02, -0.04))
TONE = Tone(exposure=0.4, contrast=20, highlights=-40, shadows=30, saturation=15)

SMALLER = ExportOptions(size=OutputSize(Measure.LONG_SIDE, 120), sharpening=Sharpening.SCREEN)

TONE_AND_GEOMETRY = {
    "tone": Case("otter", _edit(Step("tone", TONE))),
    "tone-black-and-white": Case("night", _edit(Step("tone", Tone(-0.7, 60, 30, -20, -100)))),
    "white-balance": Case("otter", _edit(Step("white_balance", WhiteBalance(45, -20)))),
    "tone-in-masks": Case(
        "otter",
        _edit(
            Step("tone", Tone(0.2)).with_local(Local("face", changes=(("exposure", 1.0), ("saturation", 40.0)))),
            Step("white_balance", WhiteBalance(), enabled=False).with_local(
                Local("bright", changes=(("temperature", 60.0),))
            ),
            masks=(FACE, BRIGHT),
        ),
    ),
    "crop": Case("otter", _edit(framing=Framing(crop=UnitRect(0.1, 0.2, 0.7, 0.65)))),
    "turned-and-mirrored": Case("night", _edit(framing=Framing(quarter_turns=3, mirrored=True))),
    "straightened": Case("otter", _edit(Step("tone", TONE), framing=Framing(angle_deg=4.0))),
    "perspective": Case("night", _edit(framing=Framing(perspective=TILTED))),
    "lens": Case("night", _edit(framing=Framing(lens=Lens((-0.06, 0.02, 0.0), 1.003, 0.997)))),
    "smaller-and-sharper": Case("otter", _edit(Step("tone", TONE)), SMALLER),
}

NETWORKS = {
    "denoise": Case("noisy", _edit(Step("denoise", Denoise()))),
    "denoise-dncnn": Case("noisy", _edit(Step("denoise", Denoise("dncnn", gamma=1.4, color_gamma=1.4, amount=0.8)))),
    "denoise-in-masks": Case(
        "noisy",
        _edit(
            Step("denoise", Denoise(gamma=0.3, color_gamma=0.3)).with_local(
                Local("painted", changes=(("color_gamma", 1.6), ("gamma", 1.6)))
            ),
            masks=(PAINTED,),
        ),
    ),
    "deartifact": Case("blocky", _edit(Step("deartifact", Deartifact(1.3)))),
    "deblur": Case("shaken", _edit(Step("deblur", Deblur(amount=0.9)))),
    "dehaze": Case("otter", _edit(Step("dehaze", Dehaze()))),
    "dehaze-pmsnet-in-the-sky": Case(
        "night",
        _edit(
            Step("dehaze", Dehaze("pmsnet", 0.6, 0.2, 0.1, 0.9, 0.2), enabled=False).with_local(Local("sky")),
            masks=(SKY,),
        ),
    ),
    "dehaze-epdn": Case("otter", _edit(Step("dehaze", Dehaze("epdn", -0.4)))),
    "relight-and-retouch": Case("night", _edit(Step("relight", Relight()), Step("retouch", Retouch()))),
    "retouch-dpe": Case("otter", _edit(Step("retouch", Retouch("dpe", 1.2, 0.5, 0.5)))),
}

CASES = TONE_AND_GEOMETRY | NETWORKS


def kept_path(name: str) -> Path:
    """Where the result of a case is kept."""
    return FOLDER / "results" / f"{name}.png"


def render(case: Case, engine: Engine) -> Levels:
    """The result of a case at full precision, rounded once at the end and not dithered."""
    source = open_photo(FOLDER / "photos" / f"{case.photo}.png")
    shape = Shape.of(source.facts.size, case.edit.framing, case.options)
    result = np.empty((shape.size.height, shape.size.width, 3), np.uint8)
    for part in render_finished(source, case.edit, shape, engine, Progress()):
        result[part.rect.slices] = (part.pixels.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()
    return result
