"""From touches to the raster of a mask: its size, what was covered before, and what lies beside the photo."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from torch import Tensor

from helpers.grounds import raster_of
from pellucid.document.selecting import SelectRequest, Touch
from pellucid.engine.painting import decoded
from pellucid.engine.select import select
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.masks import RASTER_BYTES, UNSELECTED, Raster
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage

LEFT = ((0.2, 0.5),)
RIGHT = ((0.8, 0.5),)


@pytest.fixture(scope="module")
def two_discs(tmp_path_factory: pytest.TempPathFactory) -> SourceImage:
    """A red disc on the left and a blue one on the right, on gray, twice as large as what is looked at."""
    rows, columns = np.mgrid[0:400, 0:640]
    picture = np.full((400, 640, 3), 150.0)
    picture[(rows - 200) ** 2 + (columns - 128) ** 2 < 90**2] = (190, 50, 40)
    picture[(rows - 200) ** 2 + (columns - 512) ** 2 < 90**2] = (40, 60, 180)
    picture += np.random.default_rng(2).normal(0, 5, picture.shape)
    path: Path = tmp_path_factory.mktemp("photo") / "discs.png"
    Image.fromarray(picture.clip(0, 255).round().astype(np.uint8)).save(path)
    return open_photo(path)


def found(source: SourceImage, *touches: Touch, ground: Raster = UNSELECTED) -> Raster:
    return select(source, SelectRequest("m", 0, UNSELECTED, ground, touches), Progress())


def covered(raster: Raster, points: tuple[tuple[float, float], ...]) -> float:
    values: Tensor = decoded(raster)[0]
    ((x, y),) = points
    return float(values[int(y * raster.height), int(x * raster.width)])


def test_a_click_covers_what_was_clicked(two_discs: SourceImage) -> None:
    raster = found(two_discs, Touch(LEFT, 0.005))
    assert (raster.width, raster.height) == (320, 200)
    assert len(raster.png) < RASTER_BYTES / 10
    assert covered(raster, LEFT) == 1
    assert covered(raster, RIGHT) == 0
    share = float(decoded(raster).mean())
    assert share == pytest.approx(np.pi * 90**2 / (400 * 640), rel=0.05)


def test_strokes_add_and_take_away(two_discs: SourceImage) -> None:
    both = found(two_discs, Touch(LEFT, 0.005), Touch(RIGHT, 0.005))
    assert (covered(both, LEFT), covered(both, RIGHT)) == (1, 1)
    one = found(two_discs, Touch(LEFT, 0.005), Touch(RIGHT, 0.005), Touch(RIGHT, 0.01, is_outside=True))
    assert (covered(one, LEFT), covered(one, RIGHT)) == (1, 0)


def test_a_stroke_is_its_whole_way(two_discs: SourceImage) -> None:
    raster = found(two_discs, Touch(((0.1, 0.95), (0.9, 0.95)), 0.005))
    row = decoded(raster)[0, int(0.95 * raster.height)]
    assert row[32:288].min() == 1


def test_what_was_covered_before_stays(two_discs: SourceImage) -> None:
    former = np.zeros((50, 80), np.float32)
    former[:10] = 1
    raster = found(two_discs, Touch(LEFT, 0.005), ground=raster_of(former))
    assert covered(raster, ((0.5, 0.05),)) == 1
    assert covered(raster, LEFT) == 1


def test_taking_away_alone_takes_from_what_was_covered(two_discs: SourceImage) -> None:
    whole = raster_of(np.ones((1, 1), np.float32))
    raster = found(two_discs, Touch(LEFT, 0.005, is_outside=True), ground=whole)
    assert covered(raster, LEFT) == 0
    assert covered(raster, RIGHT) == 1
    nothing = found(two_discs, Touch(LEFT, 0.005, is_outside=True))
    assert decoded(nothing).max() == 0


def test_a_click_beside_the_photo_covers_nothing(two_discs: SourceImage) -> None:
    assert decoded(found(two_discs, Touch(((1.0, 0.5),), 0.005), Touch(((-0.3, 2.0),), 0.005))).max() == 0


def test_a_photo_of_one_pixel(tmp_path: Path) -> None:
    Image.fromarray(np.full((1, 1, 3), 90, np.uint8)).save(tmp_path / "dot.png")
    raster = found(open_photo(tmp_path / "dot.png"), Touch(((0.5, 0.5),), 0.005))
    assert (raster.width, raster.height) == (1, 1)
    assert decoded(raster).max() == 1


def test_something_newer_ends_it(two_discs: SourceImage) -> None:
    request = SelectRequest("m", 0, UNSELECTED, UNSELECTED, (Touch(LEFT, 0.005),))
    with pytest.raises(Cancelled):
        select(two_discs, request, Progress(lambda: True))
