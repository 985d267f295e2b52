"""What the canvas is shown: at once, honestly, and in the end exactly what an export holds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.canvas import psnr_db
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.display import mix
from pellucid.engine.engine import Engine, open_engine
from pellucid.engine.export import export_photo
from pellucid.engine.live_progress import FrameSink
from pellucid.engine.map_overlay import OverlayPainter
from pellucid.engine.planes import Plane
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.scene import Scene
from pellucid.engine.tile_store import PHOTOS
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.frame import UNKNOWN, Exactness, Frame
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters

CLOSE = Viewport(155, 115, 1.0, Size(120, 80))
WHOLE = Viewport(155, 115, 0.5, Size(200, 150))


def denoised(**values: float) -> EditStack:
    return EditStack().with_parameters("denoise", Parameters(**values))


@pytest.fixture
def preview(engine: Engine) -> PreviewEngine:
    return PreviewEngine(engine)


@pytest.fixture
def ask(preview: PreviewEngine, source: SourceImage) -> Callable[..., list[Frame]]:
    def answer(stack: EditStack, view: Viewport = CLOSE, **fields: object) -> list[Frame]:
        progress = fields.pop("progress", Progress())
        request = RenderRequest(1, Edit(stack=stack), view, **fields)
        return list(preview.frames(source, request, progress))

    return answer


def shown(frame: Frame) -> np.ndarray:
    """What the shader makes of a frame."""
    return mix(frame.after.layers[0].pixels, frame.after.layers[-1].pixels, frame.after.mix)


@pytest.fixture(scope="session")
def exported(engine: Engine, source: SourceImage, tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    target: Path = tmp_path_factory.mktemp("export") / "result.png"
    export_photo(source, Edit(stack=denoised(gamma=1.3, amount=0.7)), target, ExportOptions(), engine, Progress())
    return open_photo(target).samples


def test_without_edits_the_photo_is_exact_at_once(ask: Callable[..., list[Frame]], source: SourceImage) -> None:
    (frame,) = ask(EditStack())
    assert frame.exactness is Exactness.EXACT_EVERYWHERE
    assert frame.after.region == Rect(95, 75, 120, 80)
    rows, columns = frame.after.region.slices
    assert np.array_equal(shown(frame)[..., :3], source.samples[rows, columns])


def test_the_first_frame_is_approximate_and_the_last_one_exact(ask: Callable[..., list[Frame]]) -> None:
    frames = ask(denoised())
    assert frames[0].exactness is Exactness.APPROXIMATE
    assert frames[-1].exactness is Exactness.EXACT_HERE
    assert np.array_equal(shown(frames[0]), frames[0].before.layers[0].pixels)
    assert not np.array_equal(shown(frames[-1]), frames[-1].before.layers[0].pixels)


def test_what_is_called_exact_equals_the_export(ask: Callable[..., list[Frame]], exported: np.ndarray) -> None:
    frame = ask(denoised(gamma=1.3, amount=0.7))[-1]
    assert frame.exactness is Exactness.EXACT_HERE
    rows, columns = frame.after.region.slices
    difference = shown(frame)[..., :3].astype(int) - exported[rows, columns].astype(int)
    assert np.abs(difference).max() <= 1


def test_a_reduced_view_is_exact_as_the_reduced_export(ask: Callable[..., list[Frame]], exported: np.ndarray) -> None:
    frame = ask(denoised(gamma=1.3, amount=0.7), WHOLE)[-1]
    assert frame.exactness is Exactness.EXACT_EVERYWHERE
    assert frame.scale == 0.5
    means = exported.reshape(115, 2, 155, 2, 3).mean(axis=(1, 3))
    assert np.abs(shown(frame)[..., :3] - means).max() <= 1.5


def test_a_drag_mixes_two_nodes_without_new_layers(ask: Callable[..., list[Frame]]) -> None:
    ask(denoised())
    first, second = (
        ask(denoised(gamma=gamma), dragging=True, progress=Progress(lambda: True))[0] for gamma in (1.1, 1.4)
    )
    assert first.exactness is Exactness.APPROXIMATE
    assert len(first.after.layers) == 2
    assert first.after.mix == pytest.approx(0.1)
    assert second.after.mix == pytest.approx(0.4)
    assert [layer.key for layer in first.after.layers] == [layer.key for layer in second.after.layers]


def test_the_amount_slider_is_exact_while_it_moves(ask: Callable[..., list[Frame]]) -> None:
    ask(denoised(gamma=1.2))
    frame = ask(denoised(gamma=1.2, amount=0.25), dragging=True)[0]
    assert frame.exactness is Exactness.EXACT_HERE
    assert frame.after.mix == 0.25
    assert frame.after.layers[0].key == frame.before.layers[0].key


def test_the_amount_slider_puts_no_layer_together_anew_where_nothing_is_exact_yet(
    ask: Callable[..., list[Frame]], preview: PreviewEngine, source: SourceImage
) -> None:
    preview.make_nodes(source, RenderRequest(1, Edit(stack=denoised()), WHOLE), Progress())
    moves = {"dragging": True, "touched": Touched("denoise", "amount"), "progress": Progress(lambda: True)}
    first, second = (ask(denoised(amount=amount), WHOLE, **moves)[0] for amount in (0.25, 0.75))
    assert first.exactness is second.exactness is Exactness.APPROXIMATE
    assert (first.after.mix, second.after.mix) == (0.25, 0.75)
    assert first.after.layers[0].key == first.before.layers[0].key
    assert [layer.key for layer in first.after.layers] == [layer.key for layer in second.after.layers]


def test_nodes_between_carry_the_exact_result(
    ask: Callable[..., list[Frame]], preview: PreviewEngine, source: SourceImage
) -> None:
    """Interpolation keeps 40 dB everywhere along the slider."""
    preview.make_nodes(source, RenderRequest(1, Edit(stack=denoised()), CLOSE), Progress())
    for gamma in (0.125, 0.375, 0.75, 1.5):
        mixed = ask(denoised(gamma=gamma), dragging=True, progress=Progress(lambda: True))[0]
        exact = ask(denoised(gamma=gamma), dragging=True)[-1]
        assert psnr_db(shown(mixed), shown(exact)) > 40


def test_moves_are_answered_while_a_tile_is_computed(preview: PreviewEngine, source: SourceImage) -> None:
    """Something newer always waits in a drag: it is answered between two layers, and the tile is done all the same."""
    first = RenderRequest(1, Edit(stack=denoised(gamma=1.2)), CLOSE, dragging=True, touched=Touched("denoise", "gamma"))
    answered: list[Frame] = []

    def next_move(request: RenderRequest) -> RenderRequest | None:
        if request.generation == 9:
            return None
        stack = denoised(gamma=1.2 + 0.05 * request.generation)
        return replace(request, generation=request.generation + 1, edit=Edit(stack=stack))

    frames = preview.frames(source, first, Progress(), FrameSink(next_move, answered.append))
    for _ in range(2):
        frame = next(frames)
    assert [answer.generation for answer in answered] == list(range(2, 10))
    assert frame.generation == 9
    assert frame.after.mix == pytest.approx(0.8)
    tiles = Scene(preview.store, source, first).tiles
    done = [
        preview.store.find(Plane(source, 1), Edit(stack=denoised(gamma=2.0)), tile, exact=True) is not None
        for tile in tiles
    ]
    assert done.count(True) == 1


def test_what_is_no_move_stops_the_tile(preview: PreviewEngine, source: SourceImage) -> None:
    request = RenderRequest(1, Edit(stack=denoised(gamma=1.2)), CLOSE, dragging=True)
    (frame,) = preview.frames(source, request, Progress(lambda: True), FrameSink(lambda _request: None))
    assert np.array_equal(shown(frame), frame.before.layers[0].pixels)


def test_refining_stops_within_a_tile_when_something_newer_waits(ask: Callable[..., list[Frame]]) -> None:
    asked = []

    def has_message() -> bool:
        asked.append(True)
        return len(asked) > 1

    two_tiles = Viewport(255, 115, 1.0, Size(100, 80))
    frames = ask(denoised(gamma=0.9), two_tiles, progress=Progress(has_message))
    assert frames[-1].exactness is Exactness.APPROXIMATE
    assert len(asked) == 2


def test_the_noise_map_lies_over_the_region(ask: Callable[..., list[Frame]]) -> None:
    frame = ask(denoised(), overlay=("denoise", "noise"))[-1]
    assert frame.overlay is not None
    assert frame.overlay.values.shape == (80, 120)
    assert frame.overlay.scale.unit == "levels"
    levels = frame.overlay.values * frame.overlay.scale.high
    assert 4 < float(np.median(levels)) < 18


def test_a_map_is_shown_as_far_as_it_is_computed(engine: Engine, source: SourceImage) -> None:
    two_tiles = Viewport(255, 115, 1.0, Size(100, 80))
    request = RenderRequest(1, Edit(stack=denoised()), two_tiles, overlay=("denoise", "noise"))
    painter = OverlayPainter(Scene(PreviewEngine(engine).store, source, request))
    assert painter.overlay() is None
    found = [painter.overlay() for _ in painter.fill(Progress())]
    assert [overlay.is_whole for overlay in found if overlay] == [False, True]
    assert [bool((overlay.values == UNKNOWN).any()) for overlay in found if overlay] == [True, False]
    assert {overlay.source for overlay in found if overlay} == {("denoise", "noise")}


def test_a_cancelled_export_leaves_no_file(engine: Engine, source: SourceImage, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        export_photo(
            source, Edit(stack=denoised()), tmp_path / "r.png", ExportOptions(), engine, Progress(lambda: True)
        )
    assert list(tmp_path.iterdir()) == []


def test_a_photo_without_edits_is_prepared_for_the_first_move(preview: PreviewEngine, source: SourceImage) -> None:
    list(preview.prefetch(source, RenderRequest(1, Edit(), CLOSE), Progress()))
    request = RenderRequest(2, Edit(stack=denoised(gamma=0.9)), CLOSE, dragging=True)
    frame = next(iter(preview.frames(source, request, Progress(lambda: True))))
    assert frame.exactness is Exactness.APPROXIMATE
    assert not np.array_equal(shown(frame), frame.before.layers[0].pixels)


def test_looking_at_a_photo_needs_no_network(
    source: SourceImage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PELLUCID_MODELS_DIR", str(tmp_path))
    preview = PreviewEngine(open_engine("cpu"))
    list(preview.prefetch(source, RenderRequest(1, Edit(), CLOSE), Progress()))
    (frame,) = preview.frames(source, RenderRequest(2, Edit(), CLOSE), Progress())
    assert frame.exactness is Exactness.EXACT_EVERYWHERE


def test_the_rest_of_the_photo_becomes_exact_while_nobody_asks(preview: PreviewEngine, source: SourceImage) -> None:
    request = RenderRequest(1, Edit(stack=denoised(gamma=1.3)), CLOSE)
    assert list(preview.frames(source, request, Progress()))[-1].exactness is Exactness.EXACT_HERE
    (frame,) = preview.prefetch(source, request, Progress())
    assert frame.exactness is Exactness.EXACT_EVERYWHERE
    elsewhere = RenderRequest(2, Edit(stack=denoised(gamma=1.3)), Viewport(280, 200, 1.0, Size(60, 60)))
    assert next(preview.frames(source, elsewhere, Progress())).exactness is Exactness.EXACT_EVERYWHERE


def test_growing_steps_aside_between_two_layers(preview: PreviewEngine, source: SourceImage) -> None:
    asked = []

    def has_message() -> bool:
        asked.append(True)
        return len(asked) > 5

    request = RenderRequest(1, Edit(stack=denoised()), CLOSE)
    with pytest.raises(Cancelled):
        list(preview.prefetch(source, request, Progress(has_message)))
    assert len(asked) == 6
    tile = Scene(preview.store, source, request).tiles[0]
    assert preview.store.find(Plane(source, 1), Edit(stack=denoised()), tile, exact=False) is None


def test_only_the_last_photos_are_remembered(engine: Engine, tmp_path: Path) -> None:
    preview = PreviewEngine(engine)
    photos = []
    for level in range(PHOTOS + 1):
        path = tmp_path / f"{level}.png"
        Image.fromarray(np.full((40, 60, 3), 60 + 9 * level, np.uint8)).save(path)
        photos.append(open_photo(path))
    request = RenderRequest(1, Edit(), Viewport(30, 20, 1.0, Size(60, 40)))
    for photo in photos:
        list(preview.frames(photo, request, Progress()))
    tile = Scene(preview.store, photos[0], request).tiles[0]
    place = (tile.x, tile.y, tile.width, tile.height)
    names = [(photo.facts.fingerprint, 1, Edit().digest, *place, True) for photo in photos]
    remembered = [name in preview.store.cache for name in names]
    assert remembered == [False, *[True] * PHOTOS]
