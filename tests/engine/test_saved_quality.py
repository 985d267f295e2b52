"""The quality that a file tells decides what is taken away of its artefacts, in previews as in exports."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.conftest import noisy_samples
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine.display import mix
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.engine.preview import PreviewEngine
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.frame import Exactness
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.operations.deartifact.parameters import Parameters
from pellucid.operations.deartifact.saving import most_change

QUALITY = 92
RESTORED = Edit(stack=EditStack().with_parameters("deartifact", Parameters()))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Saved badly first, so that there is much to find; the file tells the second quality only."""
    path: Path = tmp_path_factory.mktemp("saved") / "waves.jpg"
    Image.fromarray(noisy_samples(80, 96)).save(path, quality=20)
    Image.fromarray(open_photo(path).samples).save(path, quality=QUALITY)
    return path


@pytest.fixture(scope="module")
def unpacked(saved: Path) -> Path:
    """The same pixels in a file that tells no quality."""
    path = saved.with_name("unpacked.png")
    Image.fromarray(open_photo(saved).samples).save(path)
    return path


def exported(path: Path, engine: Engine) -> np.ndarray:
    target = path.with_name(f"of {path.stem}.png")
    export_photo(open_photo(path), RESTORED, target, ExportOptions(depth=16, overwrite=True), engine, Progress())
    return np.asarray(open_photo(target).samples / 257.0)


def test_a_file_that_tells_its_quality_is_changed_as_far_as_that_allows(
    saved: Path, unpacked: Path, engine: Engine
) -> None:
    before = open_photo(saved).samples
    told, untold = (exported(path, engine) - before for path in (saved, unpacked))
    assert np.abs(untold).mean() > 0.3
    most = 255 * most_change(QUALITY)
    bounded = np.clip(untold, -most, most)
    assert np.abs(bounded - untold).max() > 1
    np.testing.assert_allclose(told, bounded, atol=0.02)


def test_the_canvas_shows_what_is_exported(saved: Path, engine: Engine) -> None:
    source = open_photo(saved)
    request = RenderRequest(1, RESTORED, Viewport(48, 40, 1.0, Size(96, 80)))
    frame = list(PreviewEngine(engine).frames(source, request, Progress()))[-1]
    assert frame.exactness is not Exactness.APPROXIMATE
    shown = mix(frame.after.layers[0].pixels, frame.after.layers[-1].pixels, frame.after.mix)[..., :3]
    assert np.abs(shown - exported(saved, engine)).max() <= 0.51
