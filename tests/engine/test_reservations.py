"""An export says what it is not: not all that the edits say, or not of the photo that lies there now."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, UnknownPart
from pellucid.engine.engine import Engine
from pellucid.engine.export import ExportRequest, export_document
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.progress import Progress
from pellucid.io.documents import open_document
from pellucid.operations.tone.parameters import Parameters

BRIGHTER = EditStack().with_parameters("tone", Parameters(exposure=0.8))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.fromarray(np.random.default_rng(5).integers(0, 255, (24, 32, 3), np.uint8)).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


@pytest.mark.parametrize(
    "edit",
    [
        Edit(stack=EditStack(BRIGHTER.steps, (UnknownPart('{"operation":"grain"}'),))),
        Edit(stack=EditStack((), (UnknownPart('{"operation":"grain"}'),))),
        Edit(unknown_masks=(UnknownPart("{}"),)),
        Edit(unknown='{"grain":1}'),
    ],
)
def test_an_export_says_that_parts_of_a_newer_version_are_not_in_it(engine: Engine, photo: Path, edit: Edit) -> None:
    exported = ExportRequest(edit, photo.with_name("out.png"), ExportOptions())
    (said,) = export_document(open_document(photo), exported, engine, Progress())
    assert "newer Pellucid" in said


def test_an_edited_export_says_that_the_photo_has_changed_since(engine: Engine, photo: Path) -> None:
    document, exported = (
        open_document(photo),
        ExportRequest(Edit(stack=BRIGHTER), photo.with_name("out.png"), ExportOptions()),
    )
    assert export_document(document, exported, engine, Progress()) == ()
    Image.new("RGB", (32, 24), (9, 80, 160)).save(photo)
    exported = ExportRequest(exported.edit, photo.with_name("again.png"), ExportOptions())
    (said,) = export_document(document, exported, engine, Progress())
    assert said == "“photo.png” has changed on the disk; this file was made of the photo as it was opened."
