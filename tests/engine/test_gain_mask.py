"""The ready mask of the gain: denoise is told of more noise where low light raises it, and nothing else changes."""

from pathlib import Path

import numpy as np
from PIL import Image

from helpers.pictures import samples
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.gain_mask import FULL_GAIN, GAIN_MASK, denoised_by_gain
from pellucid.engine.analyses import Analyses
from pellucid.engine.engine import Engine
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import MapRange
from pellucid.io.decode import open_photo
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.relight.parameters import SPEC
from pellucid.operations.relight.parameters import Parameters as LowLight


def test_denoise_is_told_of_more_noise_by_a_map_of_one_run() -> None:
    edit = denoised_by_gain(
        Edit(stack=EditStack((Step("denoise", Denoise(gamma=0.8)), Step("relight", LowLight())))), 1.6
    )
    step = edit.stack.step("denoise")
    assert step is not None
    assert step.parameters.gamma == 0.8
    assert step.locals == (Local(GAIN_MASK.id, changes=(("gamma", 1.6),)),)
    assert edit.masks == (GAIN_MASK,)
    assert denoised_by_gain(edit, 1.6) == edit


def test_it_switches_denoise_on_where_that_was_not() -> None:
    step = denoised_by_gain(Edit(), 1.5).stack.step("denoise")
    assert step is not None
    assert step.enabled


def test_its_map_is_one_that_low_light_makes() -> None:
    (component,) = GAIN_MASK.components
    assert isinstance(component.shape, MapRange)
    assert component.shape.map in {spec.name for spec in SPEC.maps}
    assert component.shape.operation == SPEC.id
    assert component.shape.high == FULL_GAIN


def test_only_what_is_raised_is_denoised_more(engine: Engine, tmp_path: Path) -> None:
    photo = samples(96, 160, noise_levels=4)
    photo[:, 80:] = photo[:, 80:] // 24  # the right half lies in deep shadow
    photo[:, :80] = photo[:, :80] // 2 + 120
    Image.fromarray(photo).save(tmp_path / "photo.png")
    source = open_photo(tmp_path / "photo.png")
    plain = Edit(stack=EditStack((Step("denoise", Denoise(gamma=0.3)),)))

    def rendered(edit: Edit) -> np.ndarray:
        plane = Plane(source, 1)
        return render_rect(engine, plane, Analyses.of(engine).prepare(source, edit), Rect.of(plane.size)).numpy()

    change = np.abs(rendered(denoised_by_gain(plain, 2.0)) - rendered(plain)).mean(axis=0) * 255
    assert change[:, 96:].mean() > 5 * change[:, :64].mean()
