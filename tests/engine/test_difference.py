"""What repairs take away: the canvas shows it, exact at rest, and tells whether it is detail."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine.analyses import Analyses
from pellucid.engine.effective import effective
from pellucid.engine.engine import Engine
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.whole_difference import render_difference
from pellucid.foundation.difference import Channel, DifferenceView
from pellucid.foundation.frame import Exactness, Frame
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.spec import Stage
from pellucid.operations.tone.parameters import Parameters as Tone

VIEW = Viewport(155, 115, 1.0, Size(120, 80))
WHOLE = Viewport(155, 115, 0.5, Size(200, 150))
DENOISED = Edit(stack=EditStack().with_parameters("denoise", Denoise(gamma=1.0, amount=0.8)))
WORDS = np.array([0.299, 0.587, 0.114])

Ask = Callable[..., list[Frame]]


@pytest.fixture
def ask(engine: Engine, source: SourceImage) -> Ask:
    preview = PreviewEngine(engine)

    def answer(edit: Edit = DENOISED, view: Viewport = VIEW, **fields: object) -> list[Frame]:
        values = {"difference": DifferenceView(), "resamples": False, **fields}
        return list(preview.frames(source, RenderRequest(1, edit, view, **values), Progress()))  # type: ignore[arg-type]

    return answer


@pytest.fixture(scope="module")
def taken(engine: Engine, source: SourceImage) -> np.ndarray:
    """Before less after of the whole photo, in levels, `(H, W, 3)`."""
    plane = Plane(source, 1)
    steps = Analyses.of(engine).prepare(source, effective(DENOISED))
    whole = Rect.of(plane.size)
    gone = plane.read(whole) - render_rect(engine, plane, steps, whole)
    return gone.permute(1, 2, 0).numpy() * 255


def shown(frame: Frame) -> np.ndarray:
    assert len(frame.after.layers) == 1
    return frame.after.layers[0].pixels[..., :3].astype(float) - 127.5


@pytest.mark.parametrize("gain", [1, 16])
def test_luma_at_rest_is_that_of_exact_pixels_to_the_level(ask: Ask, taken: np.ndarray, gain: int) -> None:
    frame = ask(difference=DifferenceView(gain=gain))[-1]
    expected = (taken[frame.after.region.slices] @ WORDS * gain).clip(-127.5, 127.5)
    assert np.abs(shown(frame) - expected[..., None]).max() <= 0.5 + 0.11 * gain
    assert frame.exactness is not Exactness.APPROXIMATE


def test_colour_is_what_luma_is_not(ask: Ask, taken: np.ndarray) -> None:
    frame = ask(difference=DifferenceView(Channel.COLOR, 8))[-1]
    inside = taken[frame.after.region.slices]
    expected = ((inside - (inside @ WORDS)[..., None]) * 8).clip(-127.5, 127.5)
    assert np.abs(shown(frame) - expected).max() <= 1.5


def test_a_reduced_view_shows_the_reduced_difference(ask: Ask, taken: np.ndarray) -> None:
    frame = ask(view=WHOLE, difference=DifferenceView(gain=4))[-1]
    height, width = shown(frame).shape[:2]
    halves = (taken[: 2 * height, : 2 * width] @ WORDS).reshape(height, 2, width, 2).mean((1, 3))
    assert np.abs(shown(frame)[..., 0] - 4 * halves).max() <= 5  # pixels of 8 bits, four times as strong


def test_a_moving_slider_brings_differences_at_once_and_measures_nothing(ask: Ask) -> None:
    ask()
    moved = replace(DENOISED.stack.parameters("denoise"), gamma=0.9)
    first = ask(Edit(stack=EditStack().with_parameters("denoise", moved)), dragging=True)[0]
    assert first.difference is not None
    assert not first.difference.is_measured
    assert np.abs(shown(first)).mean() > 1


def test_the_first_frames_do_not_wait_for_the_numbers(ask: Ask) -> None:
    frames = ask()
    assert not frames[0].difference.is_measured  # type: ignore[union-attr]
    assert frames[-1].difference.is_measured  # type: ignore[union-attr]
    assert len(frames[-1].difference.spectrum) == len(frames[-1].difference.photo_spectrum) > 8  # type: ignore[union-attr]


def test_nothing_is_taken_away_where_no_repair_is_on(ask: Ask) -> None:
    frame = ask(Edit())[-1]
    assert frame.difference is not None
    assert frame.difference.is_empty
    assert np.abs(shown(frame)).max() == 0.5


def test_a_frame_of_a_difference_has_no_histogram_and_others_are_as_they_were(ask: Ask) -> None:
    assert ask()[-1].histogram is None
    plain = ask(difference=None)[-1]
    assert plain.difference is None
    assert plain.histogram is not None


def test_steps_on_tone_and_the_framing_are_none_of_it() -> None:
    toned = DENOISED.with_stack(DENOISED.stack.with_parameters("tone", Tone(exposure=1.0)))
    assert toned.up_to(Stage.DETAIL) == DENOISED
    assert toned.up_to(Stage.TONE) == toned


def test_the_whole_photo_without_a_window(engine: Engine, source: SourceImage, taken: np.ndarray) -> None:
    toned = DENOISED.with_stack(DENOISED.stack.with_parameters("tone", Tone(exposure=1.0)))
    values, difference = render_difference(source, toned, engine, Progress())
    assert np.abs(values - taken @ WORDS).max() < 0.01
    assert difference.is_measured
    nothing, empty = render_difference(source, Edit(), engine, Progress())
    assert not nothing.any()
    assert empty.is_empty
    assert torch.isfinite(torch.tensor(difference.spectrum)).all()
