"""A slider with a node at which luma or colour stay: the canvas puts that node together and waits for no network."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.engine.lattice import Slide
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import as_shown
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.frame import Exactness
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.masks import Component, LinearGradient, Mask
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.deartifact.parameters import Parameters as Deartifact
from pellucid.operations.deblur.parameters import Parameters as Deblur
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.processes import PROCESSES

CLOSE = Viewport(155, 115, 1.0, Size(120, 80))
REGRAIN = Touched("denoise", "regrain")
LEFT = Mask("left", "Left", (Component(LinearGradient((0.35, 0.5), (0.45, 0.5))),))


@pytest.fixture
def preview(engine: Engine) -> PreviewEngine:
    return PreviewEngine(engine)


NOTHING = EditStack()


def denoised(regrain: float = 0.0, *, after: EditStack = NOTHING, **values: float) -> Edit:
    return Edit(stack=after.with_parameters("denoise", Denoise(regrain=regrain, **values)))


def request(edit: Edit, *, dragging: bool = False, touched: Touched = REGRAIN) -> RenderRequest:
    return RenderRequest(1, edit, CLOSE, dragging=dragging, touched=touched)


def levels(frame_pixels: NDArray[np.uint8]) -> NDArray[np.int_]:
    return frame_pixels[..., :3].astype(int)


class Runs:
    """Counts how often denoise is carried out."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        render = PROCESSES["denoise"].render

        def counted(*args: object) -> Tensor:
            self.count += 1
            return render(*args)  # type: ignore[arg-type]

        patch.setattr(PROCESSES["denoise"], "render", counted)


def test_a_drag_of_regrain_runs_no_network_and_shows_the_exact_result_but_for_rounding(
    preview: PreviewEngine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(preview.frames(source, request(denoised()), Progress()))
    runs = Runs(monkeypatch)
    frame = next(preview.frames(source, request(denoised(0.4), dragging=True), Progress()))
    preview.make_nodes(source, request(denoised(0.4)), Progress())
    assert runs.count == 0
    assert frame.exactness is Exactness.APPROXIMATE
    assert (len(frame.after.layers), frame.after.mix) == (2, pytest.approx(0.4))
    *_, exact = preview.frames(source, request(denoised(0.4)), Progress())
    assert runs.count > 0
    difference = np.abs(levels(as_shown(frame.after)) - levels(as_shown(exact.after)))
    assert difference.max() <= 2
    assert difference.mean() < 0.4
    assert np.abs(levels(as_shown(exact.after)) - levels(frame.before.layers[0].pixels)).mean() > 1


def test_the_layers_stay_while_it_is_dragged(preview: PreviewEngine, source: SourceImage) -> None:
    list(preview.frames(source, request(denoised()), Progress()))
    first, second = (
        next(preview.frames(source, request(denoised(share), dragging=True), Progress())) for share in (0.1, 0.9)
    )
    assert [layer.key for layer in first.after.layers] == [layer.key for layer in second.after.layers]


@pytest.mark.parametrize("field", ["gamma", "color_gamma"])
def test_the_first_move_of_either_gamma_shows_its_effect_before_any_network_has_run(
    preview: PreviewEngine, source: SourceImage, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    list(preview.frames(source, request(denoised()), Progress()))
    edit, touched = denoised(**{field: 0.1}), Touched("denoise", field)
    runs = Runs(monkeypatch)
    frame = next(preview.frames(source, request(edit, dragging=True, touched=touched), Progress()))
    assert runs.count == 0
    assert (len(frame.after.layers), frame.after.mix) == (2, 0.1)
    *_, exact = preview.frames(source, request(edit, touched=touched), Progress())
    truth = levels(as_shown(exact.after))
    far, near = (
        np.abs(levels(shown) - truth).mean() for shown in (frame.after.layers[1].pixels, as_shown(frame.after))
    )
    assert near < 0.6 * far


def test_after_another_step_on_detail_its_result_is_the_picture_before(
    preview: PreviewEngine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its network takes long, and what it does counts for nothing here.
    monkeypatch.setattr(PROCESSES["deartifact"], "render", lambda picture, *_: 0.1 + 0.8 * picture)
    clean = EditStack().with_parameters("deartifact", Deartifact())
    list(preview.frames(source, RenderRequest(1, Edit(stack=clean), CLOSE), Progress()))
    list(preview.frames(source, request(denoised(after=clean)), Progress()))
    frame = next(preview.frames(source, request(denoised(0.5, after=clean), dragging=True), Progress()))
    *_, exact = preview.frames(source, request(denoised(0.5, after=clean)), Progress())
    assert np.abs(levels(as_shown(frame.after)) - levels(as_shown(exact.after))).max() <= 2


def test_what_does_not_lie_right_under_the_result_is_not_taken_for_it() -> None:
    alone, followed = denoised(0.5), denoised(0.5)
    followed = followed.with_stack(followed.stack.with_parameters("deblur", Deblur()))
    step = alone.stack.steps[0].with_local(Local("left", changes=(("regrain", 0.0),)))
    masked = replace(alone, stack=EditStack().with_step(step), masks=(LEFT,))
    found = [Slide.of(edit, REGRAIN) for edit in (alone, followed, masked)]
    assert [slide.keeping if slide else None for slide in found] == [(1.0,), (), ()]


def test_what_is_exported_is_the_formula_on_the_exported_result(
    engine: Engine, source: SourceImage, tmp_path: Path
) -> None:
    exported = {}
    for share in (0.0, 0.3):
        target = tmp_path / f"{share}.png"
        export_photo(source, denoised(share), target, ExportOptions(depth=16), engine, Progress())
        exported[share] = open_photo(target).samples / 65535
    missing = (source.samples / 255 - exported[0.0]) @ np.array([0.299, 0.587, 0.114])
    expected = (exported[0.0] + 0.3 * missing[..., None]).clip(0, 1)
    assert np.abs(exported[0.3] - expected).max() < 2 / 65535
