"""What the output preview shows is what the export writes."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.eyes import two_eyes, write_mpo
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.output_request import OutputRequest
from pellucid.engine.engine import Engine
from pellucid.engine.export import ExportRequest, export_document
from pellucid.engine.output_preview import preview_output
from pellucid.engine.shape import Shape
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.export_options import ExportOptions, Sharpening
from pellucid.foundation.eyes import Eye
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.documents import Document, open_document
from pellucid.io.stereo import Pair
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters

BRIGHTER = EditStack().with_parameters("tone", Parameters(exposure=0.4))
SMALLER = ExportOptions(size=OutputSize(Measure.LONG_SIDE, 61), sharpening=Sharpening.SCREEN)
PRINTED = ExportOptions(size=OutputSize(Measure.LONG_SIDE, 61), sharpening=Sharpening.PRINT)
ENLARGED = ExportOptions(size=OutputSize(Measure.PERCENT, 150, enlarges=True))
TILTED = Framing(angle_deg=4, mirrored=True, crop=UnitRect(0.1, 0.2, 0.6, 0.5))


def photo(folder: Path, channels: int = 3) -> Path:
    coarse = np.random.default_rng(3).integers(0, 256, (9, 14, channels), np.uint8)
    fine = Image.fromarray(coarse).resize((112, 72), Image.Resampling.BICUBIC)
    fine.save(folder / "photo.png")
    return folder / "photo.png"


def previewed(document: Document, edit: Edit, options: ExportOptions, size: Size, engine: Engine) -> np.ndarray:
    """All parts of a preview, put together; they are small, so that they meet within the picture."""
    part = 24
    parts = tuple(
        Rect(x, y, part, part).intersect(Rect.of(size))
        for y in range(0, size.height, part)
        for x in range(0, size.width, part)
    )
    whole = np.zeros((size.height, size.width, 4), np.uint8)
    request = OutputRequest(7, edit, options, parts)
    made = list(preview_output(document, Eye.LEFT, request, engine, Progress()))
    assert [tile.rect for tile in made] == list(parts)
    for tile in made:
        assert tile.generation == 7
        whole[tile.rect.slices] = tile.pixels
    return whole


@pytest.mark.parametrize("stack", [EditStack(), BRIGHTER], ids=["unedited", "edited"])
@pytest.mark.parametrize("framing", [Framing(), Framing(quarter_turns=1), TILTED], ids=["whole", "turned", "tilted"])
@pytest.mark.parametrize("options", [ExportOptions(), SMALLER, PRINTED, ENLARGED])
def test_its_pixels_are_those_of_the_export(
    tmp_path: Path, engine: Engine, stack: EditStack, framing: Framing, options: ExportOptions
) -> None:
    source, edit = open_photo(photo(tmp_path)), Edit(stack=stack, framing=framing)
    export_document(source, ExportRequest(edit, tmp_path / "out.png", options), engine, Progress())
    expected = open_photo(tmp_path / "out.png").samples
    size = Shape.of(source.facts.size, framing, options).size
    shown = previewed(source, edit, options, size, engine)
    assert expected.shape == (size.height, size.width, 3)
    assert np.abs(shown[..., :3].astype(int) - expected.astype(int)).max() <= 1
    assert shown[..., 3].min() == 255


def test_size_and_sharpening_are_seen(tmp_path: Path, engine: Engine) -> None:
    source, size = open_photo(photo(tmp_path)), Size(61, 39)
    plain = ExportOptions(size=SMALLER.size)
    soft, sharp, printed = (previewed(source, Edit(), each, size, engine) for each in (plain, SMALLER, PRINTED))
    assert soft.std() < sharp.std() < printed.std()


def test_what_is_transparent_stays_so(tmp_path: Path, engine: Engine) -> None:
    source = open_photo(photo(tmp_path, channels=4))
    export_document(source, ExportRequest(Edit(), tmp_path / "out.png", SMALLER), engine, Progress())
    with Image.open(tmp_path / "out.png") as image:
        expected = np.asarray(image).astype(int)
    shown = previewed(source, Edit(), SMALLER, Size(61, 39), engine).astype(int)
    assert np.abs(shown - expected).max() <= 1


def test_of_a_mirrored_pair_the_eye_that_is_exported_is_shown(tmp_path: Path, engine: Engine) -> None:
    pair = open_document(write_mpo(tmp_path / "pair.mpo", two_eyes(40, 56)))
    assert isinstance(pair, Pair)
    edit = Edit(framing=Framing(mirrored=True))
    export_document(pair, ExportRequest(edit, tmp_path / "out.png", ExportOptions()), engine, Progress())
    shown = previewed(pair, edit, ExportOptions(), pair.left.facts.size, engine)
    expected = open_photo(tmp_path / "out.png").samples
    assert np.abs(shown[..., :3].astype(int) - expected.astype(int)).max() <= 1


def test_where_networks_run_drafts_without_them_come_first(tmp_path: Path, engine: Engine) -> None:
    source, parts = open_photo(photo(tmp_path)), (Rect(0, 0, 30, 20), Rect(30, 0, 30, 20))
    edit = Edit(stack=BRIGHTER.with_parameters("denoise", Denoise(gamma=1.5)))
    tiles = list(preview_output(source, Eye.LEFT, OutputRequest(3, edit, SMALLER, parts), engine, Progress()))
    expected_order = [(part, is_draft) for is_draft in (True, False) for part in parts]
    assert [(tile.rect, tile.is_draft) for tile in tiles] == expected_order
    brighter = previewed(source, Edit(stack=BRIGHTER), SMALLER, Size(61, 39), engine)
    export_document(source, ExportRequest(edit, tmp_path / "out.png", SMALLER), engine, Progress())
    expected = open_photo(tmp_path / "out.png").samples.astype(int)
    for tile in tiles:
        if tile.is_draft:
            np.testing.assert_array_equal(tile.pixels, brighter[tile.rect.slices])
        else:
            assert np.abs(tile.pixels[..., :3] - expected[tile.rect.slices]).max() <= 1
    assert np.abs(brighter[..., :3] - expected).max() > 1


def test_it_stops_between_two_parts_when_it_is_not_wanted_any_more(tmp_path: Path, engine: Engine) -> None:
    source, unwanted = open_photo(photo(tmp_path)), [False]
    request = OutputRequest(1, Edit(stack=BRIGHTER), SMALLER, (Rect(0, 0, 20, 20), Rect(20, 0, 20, 20)))
    tiles = preview_output(source, Eye.LEFT, request, engine, Progress(lambda: unwanted[0]))
    assert next(tiles).rect == request.parts[0]
    unwanted[0] = True
    with pytest.raises(Cancelled):
        next(tiles)
