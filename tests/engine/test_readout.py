"""What is read of one place, before and after."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.readout import Readout, ReadoutRequest
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.engine.readout import read_out
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.framing import Framing
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.tone.parameters import Parameters as Tone

DENOISED = Edit(stack=EditStack().with_parameters("denoise", EditStack().parameters("denoise")))
BRIGHTER = Edit(stack=EditStack().with_parameters("tone", Tone(exposure=0.7)))
PLACE = (101, 77)


def read(source: SourceImage, request: ReadoutRequest, engine: Engine) -> list[Readout]:
    return list(read_out(source, request, engine, Progress()))


def test_before_is_the_sample_of_the_file(source: SourceImage, engine: Engine) -> None:
    (found,) = read(source, ReadoutRequest(Edit(), *PLACE), engine)
    assert found.before.levels == tuple(source.samples[PLACE[1], PLACE[0]])
    assert found.after == found.before


def test_noise_is_told_in_levels(source: SourceImage, engine: Engine) -> None:
    (found,) = read(source, ReadoutRequest(Edit(), *PLACE), engine)
    # Three colours with 9 levels of noise each make 6 of luma.
    assert found.before.sigma == pytest.approx(6, abs=1.2)


def test_after_is_what_the_export_holds(source: SourceImage, engine: Engine, tmp_path: Path) -> None:
    (found,) = read(source, ReadoutRequest(BRIGHTER, *PLACE), engine)
    assert found.after is not None
    export_photo(source, BRIGHTER, tmp_path / "out.png", ExportOptions(depth=8), engine, Progress())
    written = open_photo(tmp_path / "out.png").samples[PLACE[1], PLACE[0]].astype(int)
    assert np.abs(written - np.array(found.after.levels)).max() <= 1


def test_where_a_network_runs_the_photo_comes_first(source: SourceImage, engine: Engine) -> None:
    first, second = read(source, ReadoutRequest(DENOISED, *PLACE), engine)
    assert first.after is None
    assert second.before == first.before
    assert second.after is not None
    assert second.after.sigma < first.before.sigma / 2


def test_a_square_is_read_as_its_mean(source: SourceImage, engine: Engine) -> None:
    (found,) = read(source, ReadoutRequest(Edit(), *PLACE, side_px=5), engine)
    around = source.samples[PLACE[1] - 2 : PLACE[1] + 3, PLACE[0] - 2 : PLACE[0] + 3]
    assert found.before.levels == tuple(np.rint(around.reshape(-1, 3).mean(axis=0)).astype(int))


@pytest.mark.parametrize("place", [(0, 0), (309, 229), (0, 229)])
def test_corners_are_read_too(source: SourceImage, engine: Engine, place: tuple[int, int]) -> None:
    (found,) = read(source, ReadoutRequest(BRIGHTER, *place), engine)
    assert found.before.levels == tuple(source.samples[place[1], place[0]])


def test_outside_there_is_nothing(source: SourceImage, engine: Engine) -> None:
    assert read(source, ReadoutRequest(Edit(), 310, 5), engine) == []


def test_a_framing_moves_no_pixel_that_is_read(source: SourceImage, engine: Engine) -> None:
    turned = replace(BRIGHTER, framing=Framing(quarter_turns=1))
    (straight,), (found,) = (read(source, ReadoutRequest(edit, *PLACE), engine) for edit in (BRIGHTER, turned))
    assert found.after == straight.after


def test_a_newer_place_ends_it_before_a_network_runs(source: SourceImage, engine: Engine) -> None:
    answers = read_out(source, ReadoutRequest(DENOISED, *PLACE), engine, Progress(lambda: True))
    assert next(answers).after is None
    with pytest.raises(Cancelled):
        next(answers)
