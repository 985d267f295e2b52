"""Both eyes into one file, or one of them into a file for one."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.export import Wish, export_document
from pellucid.engine.session import Engine
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import Eye
from pellucid.foundation.progress import Progress
from pellucid.io.documents import Document, open_document
from pellucid.io.stereo import Pair, open_pair
from pellucid.operations.tone.parameters import Parameters

EYES = two_eyes(26, 38)
BRIGHTER = EditStack().with_parameters("tone", Parameters(exposure=0.8))


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return open_pair(write_mpo(tmp_path / "in.mpo", EYES))


def export(document: Document, engine: Engine, wish: Wish) -> tuple[str, ...]:
    return export_document(document, wish, engine, Progress())


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)


@pytest.mark.parametrize("name", ["out.mpo", "out.jps", "out.pns"])
def test_both_eyes_get_the_same_edits(engine: Engine, pair: Pair, tmp_path: Path, name: str) -> None:
    options = ExportOptions(quality=100)
    assert export(pair, engine, Wish(Edit(stack=BRIGHTER), tmp_path / name, options)) == ()
    made = open_pair(tmp_path / name)
    for eye, shown in zip((Eye.LEFT, Eye.RIGHT), made.eyes, strict=True):
        target = tmp_path / f"{eye.value}.png"
        export(pair, engine, Wish(Edit(stack=BRIGHTER), target, ExportOptions(), eye))
        difference = np.abs(shown.samples.astype(int) - pixels(target))
        assert difference.max() <= (0 if name.endswith("pns") else 12)
        assert difference.mean() < 2


def test_a_pair_without_edits_is_copied(engine: Engine, pair: Pair, tmp_path: Path) -> None:
    export(pair, engine, Wish(Edit(), tmp_path / "out.mpo", ExportOptions()))
    assert (tmp_path / "out.mpo").read_bytes() == (tmp_path / "in.mpo").read_bytes()


def test_of_a_pair_a_plain_format_takes_the_eye_that_is_wished_and_says_so(engine: Engine, tmp_path: Path) -> None:
    pair = open_document(*write_files(tmp_path, EYES))
    (said,) = export(pair, engine, Wish(Edit(), tmp_path / "out.png", ExportOptions(), Eye.RIGHT))
    assert said.startswith("Only the right eye was exported")
    np.testing.assert_array_equal(pixels(tmp_path / "out.png"), EYES[1])


def test_neither_file_of_a_pair_is_overwritten(engine: Engine, tmp_path: Path) -> None:
    left, right = write_files(tmp_path, EYES)
    before = right.read_bytes()
    with pytest.raises(UsageError, match="never overwrites"):
        export(open_document(left, right), engine, Wish(Edit(stack=BRIGHTER), right, ExportOptions(overwrite=True)))
    assert right.read_bytes() == before


def test_a_photo_of_one_eye_does_not_become_a_file_of_two(engine: Engine, tmp_path: Path) -> None:
    left, _ = write_files(tmp_path, EYES)
    with pytest.raises(UsageError, match="one eye only"):
        export(open_document(left), engine, Wish(Edit(stack=BRIGHTER), tmp_path / "out.mpo", ExportOptions()))
    assert not (tmp_path / "out.mpo").exists()
