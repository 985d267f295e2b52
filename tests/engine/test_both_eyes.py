"""Pairs on the canvas: each eye as it would be alone, both in an anaglyph, and both for a wiggle."""

from pathlib import Path

import numpy as np
import pytest
import torch

from helpers.eyes import two_eyes, write_mpo
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.both_eyes import BothEyes, anaglyph_of
from pellucid.engine.engine import Engine
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.scene import Scene
from pellucid.foundation.eyes import AnaglyphMode, EyeView
from pellucid.foundation.frame import Exactness
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.imaging.stereo import anaglyph
from pellucid.io.stereo import Pair, open_pair
from pellucid.operations.tone.parameters import Parameters

STEADY = AnaglyphMode.LEAST_SQUARES
VIEW = Viewport(35, 25, 1.0, Size(70, 50))
BRIGHTER = EditStack().with_parameters("tone", Parameters(exposure=0.6))


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return open_pair(write_mpo(tmp_path / "waves.mpo", two_eyes(50, 70)))


@pytest.fixture
def preview(engine: Engine) -> PreviewEngine:
    return PreviewEngine(engine)


def request(stack: EditStack = BRIGHTER, *, dragging: bool = False) -> RenderRequest:
    return RenderRequest(4, Edit(stack=stack), VIEW, dragging, None, True, Touched("tone"))


def alone(preview: PreviewEngine, pair: Pair, stack: EditStack = BRIGHTER) -> list[np.ndarray]:
    """Exact pixels of each eye, asked for as if it were a photo."""
    return [list(preview.frames(eye, request(stack), Progress()))[-1].after.layers[0].pixels for eye in pair.eyes]


def test_an_anaglyph_mixes_what_each_eye_shows(preview: PreviewEngine, pair: Pair) -> None:
    frames = list(BothEyes(preview).frames(pair, request(), EyeView.ANAGLYPH, STEADY, Progress()))
    assert {(frame.photo, frame.generation) for frame in frames} == {(pair.fingerprint, 4)}
    assert frames[0].exactness is Exactness.APPROXIMATE
    assert frames[-1].exactness is Exactness.EXACT_EVERYWHERE
    left, right = alone(preview, pair)
    np.testing.assert_array_equal(frames[-1].after.layers[0].pixels, anaglyph_of(left, right, STEADY))
    np.testing.assert_array_equal(
        frames[-1].before.layers[0].pixels, anaglyph_of(*alone(preview, pair, EditStack()), STEADY)
    )
    assert frames[-1].after.layers[0].key != frames[-1].before.layers[0].key


@pytest.mark.parametrize("anaglyph_mode", list(AnaglyphMode))
def test_an_anaglyph_has_the_pixels_of_its_formula(anaglyph_mode: AnaglyphMode) -> None:
    left, right = (np.dstack((eye, np.full((8, 9), 255, np.uint8))) for eye in two_eyes(8, 9))
    pictures = [torch.from_numpy(eye[..., :3].copy()).permute(2, 0, 1) / 255 for eye in (left, right)]
    wanted = anaglyph(pictures[0], pictures[1], anaglyph_mode).mul(255).round().byte().permute(1, 2, 0).numpy()
    np.testing.assert_array_equal(anaglyph_of(left, right, anaglyph_mode)[..., :3], wanted)
    assert anaglyph_of(left[::2, ::3].copy(), right, anaglyph_mode).shape == (4, 3, 4)


def test_other_colours_are_mixed_of_what_is_known_and_no_look_is_taken_for_another(
    preview: PreviewEngine, pair: Pair
) -> None:
    both = BothEyes(preview)
    list(both.frames(pair, request(), EyeView.ANAGLYPH, STEADY, Progress()))
    left, right = alone(preview, pair)
    for anaglyph_mode in AnaglyphMode:
        (frame,) = both.frames(pair, request(), EyeView.ANAGLYPH, anaglyph_mode, Progress())
        assert frame.exactness is Exactness.EXACT_EVERYWHERE
        np.testing.assert_array_equal(frame.after.layers[0].pixels, anaglyph_of(left, right, anaglyph_mode))


def test_swapped_eyes_are_seen_through_the_other_glass(preview: PreviewEngine, pair: Pair) -> None:
    left, right = alone(preview, pair)
    frames = list(BothEyes(preview).frames(pair.swapped(), request(), EyeView.ANAGLYPH, STEADY, Progress()))
    assert frames[-1].photo == pair.fingerprint
    np.testing.assert_array_equal(frames[-1].after.layers[0].pixels, anaglyph_of(right, left, STEADY))


def test_without_edits_an_anaglyph_shows_that_nothing_was_edited(preview: PreviewEngine, pair: Pair) -> None:
    (frame,) = BothEyes(preview).frames(pair, request(EditStack()), EyeView.ANAGLYPH, STEADY, Progress())
    assert frame.after.layers == frame.before.layers
    assert frame.exactness is Exactness.EXACT_EVERYWHERE


@pytest.mark.slow
def test_a_moving_anaglyph_is_close_to_the_exact_one(preview: PreviewEngine, pair: Pair) -> None:
    both = BothEyes(preview)
    exact = list(both.frames(pair, request(), EyeView.ANAGLYPH, STEADY, Progress()))[-1].after.layers[0].pixels
    other = EditStack().with_parameters("tone", Parameters(exposure=0.55))
    list(both.frames(pair, request(other), EyeView.ANAGLYPH, STEADY, Progress()))
    fresh = BothEyes(PreviewEngine(preview.store.engine))
    fresh._preview.store.low_res.prepare(pair.left, Progress())
    fresh._preview.store.low_res.prepare(pair.right, Progress())
    moving = list(fresh.frames(pair, request(dragging=True), EyeView.ANAGLYPH, STEADY, Progress()))
    quick = [frame for frame in moving if frame.exactness is Exactness.APPROXIMATE][-1]
    difference = np.abs(quick.after.layers[0].pixels.astype(int) - exact)
    assert difference.mean() < 4


def test_a_wiggle_brings_frames_of_each_eye(preview: PreviewEngine, pair: Pair) -> None:
    frames = list(BothEyes(preview).frames(pair, request(), EyeView.WIGGLE, STEADY, Progress()))
    names = [eye.facts.fingerprint for eye in pair.eyes]
    assert [frame.photo for frame in frames[:2]] == names
    for name, wanted in zip(names, alone(preview, pair), strict=True):
        last = [frame for frame in frames if frame.photo == name][-1]
        assert last.exactness is Exactness.EXACT_EVERYWHERE
        np.testing.assert_array_equal(last.after.layers[0].pixels, wanted)


@pytest.mark.parametrize("view", [EyeView.ANAGLYPH, EyeView.WIGGLE])
def test_something_is_shown_even_where_something_newer_waits(preview: PreviewEngine, pair: Pair, view: EyeView) -> None:
    frames = list(BothEyes(preview).frames(pair, request(), view, STEADY, Progress(lambda: True)))
    assert len(frames) == (2 if view is EyeView.WIGGLE else 1)


def test_the_eye_that_is_not_seen_is_made_exact_while_nobody_asks(preview: PreviewEngine, pair: Pair) -> None:
    both = BothEyes(preview)
    list(preview.frames(pair.left, request(), Progress()))
    assert not any(frame.photo != pair.left.facts.fingerprint for frame in _grown(both, pair, EyeView.LEFT))
    hidden = Scene(preview.store, pair.right, request())
    assert hidden.is_exact(hidden.tiles)


def test_growing_a_view_of_both_gives_frames_of_that_view(preview: PreviewEngine, pair: Pair) -> None:
    both = BothEyes(preview)
    part = Viewport(20, 20, 1.0, Size(20, 20))
    request = RenderRequest(5, Edit(stack=BRIGHTER), part)
    list(both.frames(pair, request, EyeView.ANAGLYPH, STEADY, Progress()))
    for frame in both.prefetch(pair, request, EyeView.ANAGLYPH, STEADY, Progress()):
        assert frame.photo == pair.fingerprint
    assert all(
        frame.photo != pair.fingerprint for frame in both.prefetch(pair, request, EyeView.WIGGLE, STEADY, Progress())
    )


def test_the_share_that_is_told_is_of_both_eyes(preview: PreviewEngine, pair: Pair) -> None:
    shares: list[float] = []
    list(
        BothEyes(preview).frames(
            pair, request(), EyeView.ANAGLYPH, STEADY, Progress(notify=lambda share, _: shares.append(share))
        )
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def _grown(both: BothEyes, pair: Pair, view: EyeView) -> list:  # type: ignore[type-arg]
    return list(both.prefetch(pair, request(), view, STEADY, Progress()))
