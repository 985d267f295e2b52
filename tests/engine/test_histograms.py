"""The histogram of what the export will hold: an estimate while edits change, every pixel once all is exact."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine.engine import Engine, open_engine
from pellucid.engine.export import export_photo
from pellucid.engine.histograms import Histograms, counts_of
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.scene import Scene
from pellucid.engine.tile_store import TILE_PX
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect, Viewport
from pellucid.foundation.histogram import BINS, Histogram
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.relight.parameters import Parameters as Relight
from pellucid.operations.tone.parameters import Parameters

VIEW = Viewport(155, 115, 1.0, Size(120, 80))


def brighter(exposure: float) -> Edit:
    return Edit(stack=EditStack().with_parameters("tone", Parameters(exposure=exposure)))


@pytest.fixture
def preview(engine: Engine) -> PreviewEngine:
    return PreviewEngine(engine)


def settled(preview: PreviewEngine, source: SourceImage, edit: Edit) -> Histogram:
    """After all frames, and what is made while nobody asks."""
    request = RenderRequest(1, edit, VIEW)
    frames = [*preview.frames(source, request, Progress()), *preview.prefetch(source, request, Progress())]
    assert frames[-1].histogram is not None
    return frames[-1].histogram


def first(preview: PreviewEngine, source: SourceImage, request: RenderRequest) -> Histogram | None:
    return next(iter(preview.frames(source, request, Progress()))).histogram


def mean_of(histogram: Histogram) -> float:
    """Mean level of green."""
    green = np.array(histogram.counts[1])
    return float((green * np.arange(BINS)).sum() / green.sum())


@pytest.mark.parametrize("edit", [Edit(), brighter(1.0)], ids=["unedited", "brighter"])
def test_at_rest_it_counts_every_pixel_of_the_export(
    preview: PreviewEngine, source: SourceImage, engine: Engine, edit: Edit, tmp_path: Path
) -> None:
    found = settled(preview, source, edit)
    target = tmp_path / "out.png"
    export_photo(source, edit, target, ExportOptions(depth=8), engine, Progress())
    written = counts_of(open_photo(target).samples)
    assert found.is_exact
    assert sum(found.counts[0]) == source.facts.size.pixels
    # An export dithers by less than half a step, so a pixel may lie one level beside.
    wider = np.cumsum(written, axis=1) - np.cumsum(np.array(found.counts), axis=1)
    assert np.abs(wider).max() <= written.max() * 2


@pytest.mark.parametrize(
    "framing",
    [
        Framing(crop=UnitRect(0.25, 0.1, 0.5, 0.5)),
        Framing(quarter_turns=1, crop=UnitRect(0.0, 0.3, 0.6, 0.4)),
        Framing(mirrored=True, crop=UnitRect(0.5, 0.0, 0.5, 0.5)),
    ],
    ids=["cropped", "turned", "mirrored"],
)
def test_of_a_cropped_photo_it_counts_what_the_export_has(
    preview: PreviewEngine, source: SourceImage, engine: Engine, framing: Framing, tmp_path: Path
) -> None:
    found, target = settled(preview, source, Edit(framing=framing)), tmp_path / "out.png"
    export_photo(source, Edit(framing=framing), target, ExportOptions(depth=8), engine, Progress())
    assert found.is_exact
    assert np.array_equal(counts_of(open_photo(target).samples), np.array(found.counts))


def test_of_a_tilted_crop_it_counts_as_many_pixels_as_there_are(preview: PreviewEngine, source: SourceImage) -> None:
    framing = Framing(angle_deg=8.0, crop=UnitRect(0.2, 0.2, 0.6, 0.6))
    found = settled(preview, source, Edit(framing=framing))
    assert found.is_exact
    assert sum(found.counts[0]) == pytest.approx(framing.on(source.facts.size).output_size.pixels, rel=0.02)


def test_counting_an_unedited_photo_holds_none_of_its_tiles(preview: PreviewEngine, source: SourceImage) -> None:
    scene = Scene(preview.store, source, RenderRequest(1, Edit(), VIEW))
    assert preview._histograms.count(scene, Progress())
    whole = Rect(0, 0, TILE_PX, TILE_PX)
    assert not [key for key in preview.store.cache._arrays if whole in key[0]]


def test_the_first_frame_has_an_estimate_that_says_so(preview: PreviewEngine, source: SourceImage) -> None:
    found = first(preview, source, RenderRequest(1, Edit(), VIEW))
    assert found is not None
    assert not found.is_exact
    assert mean_of(found) == pytest.approx(float(source.samples[..., 1].mean()), abs=1.5)


def test_it_follows_a_slider_while_it_is_dragged(preview: PreviewEngine, source: SourceImage) -> None:
    settled(preview, source, brighter(0.1))
    seen = []
    for number, exposure in enumerate((0.2, 0.6, 1.0)):
        request = RenderRequest(2 + number, brighter(exposure), VIEW, dragging=True)
        for frame in preview.frames(source, request, Progress()):
            assert frame.histogram is not None
            newest = frame.histogram
        seen.append(mean_of(newest))
    assert seen == sorted(seen)
    assert seen[-1] > seen[0] + 10


def test_remembered_pixels_have_a_histogram_before_anything_is_made_of_the_photo(
    source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = open_engine("cpu")
    preview, made = PreviewEngine(fresh), []
    monkeypatch.setattr(preview, "make_nodes", lambda *asked: made.append(asked))
    lit = Edit(stack=EditStack().with_parameters("relight", Relight()))
    request = RenderRequest(1, lit, VIEW)
    assert Histograms(preview.store).of(Scene(preview.store, source, request)) is None
    frame = next(iter(preview.prefetch(source, request, Progress())))
    assert frame.histogram is not None
    assert made == []
    fresh.close()


def test_nothing_outside_a_crop_is_needed_to_count_it(preview: PreviewEngine, source: SourceImage) -> None:
    left = replace(brighter(0.5), framing=Framing(crop=UnitRect(0.0, 0.0, 0.5, 1.0)))
    request = RenderRequest(1, left, Viewport(75, 115, 1.0, Size(120, 80)))
    for _ in preview.frames(source, request, Progress()):
        pass
    scene = Scene(preview.store, source, request)
    assert not all(scene.is_exact((tile,)) for tile in scene.other_tiles())
    assert Histograms(preview.store).count(scene, Progress())


def test_only_what_a_crop_leaves_is_counted(preview: PreviewEngine, source: SourceImage) -> None:
    whole = settled(preview, source, Edit())
    cropped = replace(Edit(), framing=Framing(crop=UnitRect(0.0, 0.0, 0.25, 0.25)))
    found = first(preview, source, RenderRequest(1, cropped, VIEW))
    assert found is not None
    assert sum(found.counts[0]) < sum(whole.counts[0]) / 8
    assert not found.is_exact


def test_clipped_ends_are_shares_of_the_pixels() -> None:
    counts = tuple((1, *(0,) * (BINS - 2), 3) for _ in range(3))
    found = Histogram(counts, is_exact=True)
    assert found.dark == (0.25, 0.25, 0.25)
    assert found.bright == (0.75, 0.75, 0.75)
