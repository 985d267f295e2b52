"""An operation that looks at both eyes gets the other one, after the same earlier steps, wherever it computes."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from helpers.eyes import two_eyes, write_files, write_mpo
from helpers.full import render_full
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.analyses import Analyses
from pellucid.engine.engine import Engine
from pellucid.engine.export import ExportRequest, export_document
from pellucid.engine.full_render import render_map
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.io.documents import open_document
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair, open_pair, open_two
from pellucid.operations.contract import Context
from pellucid.operations.deblur import both_eyes
from pellucid.operations.deblur.parameters import Parameters
from pellucid.operations.denoise.parameters import Parameters as Denoise

EYES = two_eyes(90, 130)
PAIR = Edit(stack=EditStack().with_parameters("deblur", Parameters(method="davanet")))
QUIETER = Edit(stack=PAIR.stack.with_parameters("denoise", Denoise()))


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    left, right = write_files(tmp_path, EYES)
    return open_two(left, right)


def rendered(engine: Engine, source: SourceImage, edit: Edit) -> Tensor:
    whole = torch.empty(3, source.facts.size.height, source.facts.size.width)
    for rect, part in render_full(source, edit, engine, Progress()):
        whole[:, rect.slices[0], rect.slices[1]] = part
    return whole


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Tensor, Tensor]]:
    """What the network was shown as left and right eye."""
    shown: list[tuple[Tensor, Tensor]] = []
    make = both_eyes._seen

    def noted(blurred: Tensor, analysis: both_eyes.Analysis, context: Context) -> tuple[Tensor, both_eyes.Match]:
        both, match = make(blurred, analysis, context)
        shown.append((both[0, :3].clone(), both[0, 3:].clone()))
        return both, match

    monkeypatch.setattr(both_eyes, "_seen", noted)
    return shown


@pytest.mark.parametrize("eye", list(Eye))
def test_each_eye_is_shown_left_before_right(
    engine: Engine, pair: Pair, seen: list[tuple[Tensor, Tensor]], eye: Eye
) -> None:
    rendered(engine, pair.of(eye), PAIR)
    for picture, samples in zip(seen[0], EYES, strict=True):
        assert np.array_equal((picture * 255).round().permute(1, 2, 0).byte().numpy(), samples)


def test_the_other_eye_has_been_through_the_same_steps(
    engine: Engine, pair: Pair, seen: list[tuple[Tensor, Tensor]]
) -> None:
    rendered(engine, pair.left, QUIETER)
    denoised = rendered(engine, pair.right, Edit(stack=QUIETER.stack.without("deblur")))
    assert torch.allclose(seen[0][1], denoised.clamp(0, 1), atol=1e-5)
    assert not torch.allclose(denoised, rendered(engine, pair.right, Edit()), atol=1e-2)


def test_a_tile_of_a_pair_is_a_part_of_the_whole(engine: Engine, pair: Pair) -> None:
    whole = rendered(engine, pair.right, QUIETER)
    plane, rect = Plane(pair.right, 1), Rect(20, 30, 40, 24)
    tile = render_rect(engine, plane, Analyses(engine).prepare(pair.right, QUIETER), rect)
    assert torch.allclose(tile, whole[:, rect.slices[0], rect.slices[1]], atol=1e-4)


def test_later_steps_may_look_at_a_pair_that_was_deblurred(engine: Engine, pair: Pair) -> None:
    cleared = Edit(stack=QUIETER.stack.with_enabled("dehaze", enabled=True))
    prepared = Analyses(engine).prepare(pair.left, cleared)
    (step,) = (step for step in prepared if step.operation == "dehaze")
    assert step.base.analysis.facts


def test_maps_of_a_pair_cover_the_photo(engine: Engine, pair: Pair) -> None:
    for name in ("disparity", "gate"):
        found = render_map(pair.left, PAIR, "deblur", name, engine, Progress())
        assert found.shape == (90, 130)
        assert np.isfinite(found).all()


def test_one_eye_by_itself_is_refused_in_a_sentence(engine: Engine, tmp_path: Path) -> None:
    photo = open_document(write_files(tmp_path, EYES)[0])
    with pytest.raises(UsageError, match="Choose DeepDeblur"):
        export_document(photo, ExportRequest(PAIR, tmp_path / "out.png", ExportOptions()), engine, Progress())
    assert not (tmp_path / "out.png").exists()


def test_both_eyes_of_a_file_are_deblurred_into_one(engine: Engine, tmp_path: Path) -> None:
    both = open_pair(write_mpo(tmp_path / "in.mpo", EYES))
    export_document(both, ExportRequest(PAIR, tmp_path / "out.mpo", ExportOptions(quality=100)), engine, Progress())
    made = open_pair(tmp_path / "out.mpo")
    for eye, shown in zip((Eye.LEFT, Eye.RIGHT), made.eyes, strict=True):
        wanted = (rendered(engine, both.of(eye), PAIR).clamp(0, 1) * 255).permute(1, 2, 0).numpy()
        assert np.abs(shown.samples - wanted).mean() < 2


def test_an_eye_is_named_after_both(tmp_path: Path) -> None:
    left, right = write_files(tmp_path, EYES)
    names = [open_two(left, right).left, open_two(left, left).left, open_document(left)]
    assert len({photo.facts.fingerprint for photo in names}) == 3
