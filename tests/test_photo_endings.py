"""What dialogs and installers offer by its name is what the editor opens."""

from pathlib import Path

import pytest
from PIL import Image

from pellucid.io.decode import open_photo
from pellucid.ui.folder_walk import PHOTO_ENDINGS

Image.init()
WRITABLE = {ending: kind for ending, kind in Image.EXTENSION.items() if kind in Image.SAVE}


@pytest.mark.parametrize("ending", sorted(set(PHOTO_ENDINGS) & set(WRITABLE)))
def test_a_photo_with_an_offered_ending_opens(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"photo{ending}"
    Image.linear_gradient("L").convert("RGB").save(path, format=WRITABLE[ending])
    assert open_photo(path).facts.size.width == 256


def test_every_kind_that_is_written_is_among_them() -> None:
    assert {".jpg", ".png", ".tif", ".webp", ".avif", ".mpo"} <= set(PHOTO_ENDINGS) & set(WRITABLE)
