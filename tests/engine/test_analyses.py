"""What operations know of a whole photo: found once, after the steps before, shared and held."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

import pytest
import torch
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.analyses import Analyses
from pellucid.engine.engine import Engine
from pellucid.io.source_image import SourceImage
from pellucid.operations.contract import Analysis, Context, FullImage
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.processes import PROCESSES
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.operations.white_balance.parameters import Parameters as WhiteBalance


@dataclass
class Brightness:
    """Stands in for tone: subtracts the mean of the photo, of which it looks at a small copy or at pixels."""

    looks_closely: bool = False
    seen: list[float] = field(default_factory=list)

    def analysis_key(self, parameters: Tone) -> Hashable:
        return parameters.contrast

    def analysis_px(self, _parameters: Tone) -> int:
        return 4096 if self.looks_closely else 64

    def analyse(self, whole: FullImage, parameters: Tone, _context: Context) -> Analysis:
        looked = whole.overview(self.analysis_px(parameters))
        self.seen.append(float(looked.mean()))
        return Analysis({"mean": self.seen[-1]})

    def halo(self, _parameters: Tone, _analysis: Analysis, _scale: float) -> int:
        return 0

    def alignment(self, _parameters: Tone) -> int:
        return 1

    def render(self, picture: Tensor, _parameters: Tone, analysis: Analysis, _context: Context) -> Tensor:
        return picture - analysis.facts["mean"]


@pytest.fixture
def brightness(monkeypatch: pytest.MonkeyPatch) -> Iterator[Brightness]:
    process = Brightness()
    monkeypatch.setitem(PROCESSES, "tone", process)
    return process


@pytest.fixture
def analyses(engine: Engine) -> Analyses:
    return Analyses(engine)


def stack(gamma: float = 0.0, warmth: float = 0.0, **tone: float) -> Edit:
    denoised = EditStack().with_parameters("denoise", Denoise(gamma=gamma, color_gamma=gamma))
    balanced = denoised.with_parameters("white_balance", WhiteBalance(temperature=warmth))
    return Edit(stack=balanced.with_parameters("tone", Tone(**tone)))


def test_it_is_found_once_for_all_values_that_it_does_not_look_at(
    analyses: Analyses, brightness: Brightness, source: SourceImage
) -> None:
    for exposure in (0.1, 0.2, 0.3):
        analyses.prepare(source, stack(exposure=exposure))
    assert len(brightness.seen) == 1
    analyses.prepare(source, stack(exposure=0.3, contrast=10))
    assert len(brightness.seen) == 2


def test_it_sees_the_photo_after_the_steps_before(
    analyses: Analyses, brightness: Brightness, source: SourceImage
) -> None:
    for warmth in (0.0, 80.0):
        analyses.prepare(source, stack(warmth=warmth, exposure=0.1))
    assert abs(brightness.seen[0] - brightness.seen[1]) > 1e-3


def test_a_small_copy_holds_no_detail_and_is_not_looked_at_again(
    analyses: Analyses, brightness: Brightness, source: SourceImage
) -> None:
    for gamma in (0.0, 0.5, 1.0):
        analyses.prepare(source, stack(gamma, exposure=0.1))
    assert len(brightness.seen) == 1


def test_pixels_at_full_scale_are_those_after_the_steps_on_detail(
    analyses: Analyses, brightness: Brightness, source: SourceImage
) -> None:
    brightness.looks_closely = True
    for gamma in (0.0, 1.0, 0.0, 1.0):
        analyses.prepare(source, stack(gamma, exposure=0.1))
    assert len(brightness.seen) == 2
    assert brightness.seen[0] != brightness.seen[1]


def test_while_a_slider_moves_later_steps_keep_what_they_knew(
    analyses: Analyses, brightness: Brightness, source: SourceImage
) -> None:
    moved = stack(warmth=50, exposure=0.1)
    assert analyses.known(source, moved, hold=True) is None
    analyses.prepare(source, stack(exposure=0.1))
    assert analyses.known(source, moved, hold=False) is None
    held = analyses.known(source, moved, hold=True)
    assert held is not None
    assert held[-1].base.analysis.facts["mean"] == brightness.seen[0]


def test_photos_are_forgotten(analyses: Analyses, brightness: Brightness, source: SourceImage) -> None:
    analyses.prepare(source, stack(exposure=0.1))
    analyses.forget(lambda photo: photo == source.facts.fingerprint)
    assert analyses.known(source, stack(exposure=0.1), hold=True) is None
    analyses.prepare(source, stack(exposure=0.1))
    assert len(brightness.seen) == 2


def test_a_map_knows_the_steps_before_its_operation_only(analyses: Analyses, source: SourceImage) -> None:
    before, own = analyses.estimating_step(source, stack(0.0, 30, exposure=0.2), "denoise")
    assert before == ()
    assert own.operation == "denoise"
    assert own.base.parameters.gamma == 0


def test_analysing_leaves_no_gradients(analyses: Analyses, brightness: Brightness, source: SourceImage) -> None:
    analyses.prepare(source, stack(exposure=0.1))
    assert torch.is_grad_enabled()
