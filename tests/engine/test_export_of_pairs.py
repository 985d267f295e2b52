"""Both eyes into one file, or one of them into a file for one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.engine import Engine
from pellucid.engine.export import ExportRequest, export_document
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import Eye
from pellucid.foundation.framing import UNMOVED, Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.progress import Progress
from pellucid.io.documents import Document, open_document
from pellucid.io.stereo import Pair, open_pair
from pellucid.operations.tone.parameters import Parameters

EYES = two_eyes(26, 38)
BRIGHTER = EditStack().with_parameters("tone", Parameters(exposure=0.8))


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return open_pair(write_mpo(tmp_path / "in.mpo", EYES))


def export(document: Document, engine: Engine, request: ExportRequest) -> tuple[str, ...]:
    return export_document(document, request, engine, Progress())


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)


@pytest.mark.parametrize("name", ["out.mpo", "out.jps", "out.pns"])
def test_both_eyes_get_the_same_edits(engine: Engine, pair: Pair, tmp_path: Path, name: str) -> None:
    options = ExportOptions(quality=100)
    assert export(pair, engine, ExportRequest(Edit(stack=BRIGHTER), tmp_path / name, options)) == ()
    made = open_pair(tmp_path / name)
    for eye, shown in zip((Eye.LEFT, Eye.RIGHT), made.eyes, strict=True):
        target = tmp_path / f"{eye.value}.png"
        export(pair, engine, ExportRequest(Edit(stack=BRIGHTER), target, ExportOptions(), eye))
        difference = np.abs(shown.samples.astype(int) - pixels(target))
        assert difference.max() <= (0 if name.endswith("pns") else 12)
        assert difference.mean() < 2


def test_a_pair_without_edits_is_copied(engine: Engine, pair: Pair, tmp_path: Path) -> None:
    export(pair, engine, ExportRequest(Edit(), tmp_path / "out.mpo", ExportOptions()))
    assert (tmp_path / "out.mpo").read_bytes() == (tmp_path / "in.mpo").read_bytes()


def test_of_a_pair_a_plain_format_takes_the_eye_that_is_requested_and_says_so(engine: Engine, tmp_path: Path) -> None:
    pair = open_document(*write_files(tmp_path, EYES))
    (said,) = export(pair, engine, ExportRequest(Edit(), tmp_path / "out.png", ExportOptions(), Eye.RIGHT))
    assert said.startswith("Only the right eye was exported")
    np.testing.assert_array_equal(pixels(tmp_path / "out.png"), EYES[1])


def test_neither_file_of_a_pair_is_overwritten(engine: Engine, tmp_path: Path) -> None:
    left, right = write_files(tmp_path, EYES)
    before = right.read_bytes()
    with pytest.raises(UsageError, match="never overwrites"):
        export(
            open_document(left, right),
            engine,
            ExportRequest(Edit(stack=BRIGHTER), right, ExportOptions(overwrite=True)),
        )
    assert right.read_bytes() == before


def test_a_photo_of_one_eye_does_not_become_a_file_of_two(engine: Engine, tmp_path: Path) -> None:
    left, _ = write_files(tmp_path, EYES)
    with pytest.raises(UsageError, match="one eye only"):
        export(open_document(left), engine, ExportRequest(Edit(stack=BRIGHTER), tmp_path / "out.mpo", ExportOptions()))
    assert not (tmp_path / "out.mpo").exists()


@pytest.mark.parametrize(
    ("framing", "exchanged"),
    [
        (Framing(crop=UnitRect(0.25, 0.25, 0.5, 0.5)), False),
        (Framing(mirrored=True), True),
        (Framing(quarter_turns=2), True),
        (Framing(mirrored=True, quarter_turns=2), False),
    ],
)
def test_eyes_are_framed_alike_and_change_places_where_the_scene_is_seen_the_other_way_round(
    engine: Engine, pair: Pair, tmp_path: Path, framing: Framing, exchanged: bool
) -> None:
    for stack in (EditStack(), BRIGHTER):
        edit, options = Edit(stack=stack, framing=framing), ExportOptions(overwrite=True)
        export(pair, engine, ExportRequest(edit, tmp_path / "out.pns", options))
        made = open_pair(tmp_path / "out.pns")
        for eye in Eye:
            origin = pair.of(eye.other if exchanged else eye)
            alone = replace(origin, other=None)
            export(alone, engine, ExportRequest(edit, tmp_path / "one.png", options))
            assert np.abs(made.of(eye).samples.astype(int) - pixels(tmp_path / "one.png")).max() == 0
        export(pair, engine, ExportRequest(edit, tmp_path / "left.png", options))
        np.testing.assert_array_equal(pixels(tmp_path / "left.png"), made.left.samples)


@pytest.mark.parametrize("framing", [Framing(quarter_turns=1), Framing(perspective=((0.1, 0.0), *UNMOVED[1:]))])
def test_what_would_tear_the_eyes_apart_is_refused_for_both_and_done_for_one(
    engine: Engine, pair: Pair, tmp_path: Path, framing: Framing
) -> None:
    with pytest.raises(UsageError, match="neither turned by a quarter nor tilted"):
        export(pair, engine, ExportRequest(Edit(framing=framing), tmp_path / "out.mpo", ExportOptions()))
    assert not (tmp_path / "out.mpo").exists()
    export(pair, engine, ExportRequest(Edit(framing=framing), tmp_path / "out.png", ExportOptions()))


def test_a_straightened_pair_keeps_its_rows(engine: Engine, tmp_path: Path) -> None:
    """Vertical shift of the eyes, from the gradients of both, in pixels."""
    x, y = np.meshgrid(np.arange(260.0), np.arange(160.0))
    scene = 128 + 50 * np.sin(x / 5 + np.sin(y / 17)) + 50 * np.sin(y / 6 + x / 40)
    eyes = [np.repeat(scene[:, start : start + 240, None], 3, 2).round().astype(np.uint8) for start in (0, 6)]
    pair = open_pair(write_mpo(tmp_path / "in.mpo", eyes))
    framing = Framing(angle_deg=2.0, crop=UnitRect(0.1, 0.1, 0.8, 0.8))
    export(pair, engine, ExportRequest(Edit(framing=framing), tmp_path / "out.pns", ExportOptions()))
    made = open_pair(tmp_path / "out.pns")
    left, right = (eye.samples[..., 1].astype(float) for eye in made.eyes)
    left, right = left[4:-4, 6 + 4 : -4], right[4:-4, 4 : -6 - 4]
    down, across = np.gradient((left + right) / 2)
    terms = np.stack([down.ravel(), across.ravel()], 1)
    shift, *_ = np.linalg.lstsq(terms, (left - right).ravel(), rcond=None)
    assert abs(shift[0][()] if np.ndim(shift[0]) else shift[0]) <= 0.5


def test_how_far_a_pair_may_be_turned(tmp_path: Path) -> None:
    from pellucid.engine.straighten import largest_angle

    scene = np.random.default_rng(1).integers(0, 256, (200, 420, 3), np.uint8)
    near = open_pair(write_mpo(tmp_path / "near.mpo", [scene[:, 0:300].copy(), scene[:, 20:320].copy()]))
    same = open_pair(write_mpo(tmp_path / "same.mpo", [scene[:, 0:300].copy(), scene[:, 0:300].copy()]))
    # 20 px apart may become 2 px of 200: the sine is a tenth.
    assert largest_angle(near) == pytest.approx(5.74, abs=0.5)
    assert largest_angle(same) == 45


@pytest.mark.parametrize(("angle", "is_told"), [(3.0, False), (-30.0, True)])
def test_a_pair_turned_further_than_its_rows_allow_says_so(
    engine: Engine, tmp_path: Path, angle: float, is_told: bool
) -> None:
    scene = np.random.default_rng(1).integers(0, 256, (200, 420, 3), np.uint8)
    pair = open_pair(write_mpo(tmp_path / "near.mpo", [scene[:, 0:300].copy(), scene[:, 20:320].copy()]))
    edit = Edit(framing=Framing(angle_deg=angle))
    notices = export_document(pair, ExportRequest(edit, tmp_path / "out.mpo", ExportOptions()), engine, Progress())
    assert any("no longer level" in sentence for sentence in notices) == is_told
    notices = export_document(pair, ExportRequest(edit, tmp_path / "out.png", ExportOptions()), engine, Progress())
    assert not any("no longer level" in sentence for sentence in notices)
