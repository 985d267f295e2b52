"""What a view at rest does without, and what it keeps."""

import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine import unseen
from pellucid.engine.engine import Engine
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.scene import Scene
from pellucid.engine.unseen import forget_unseen
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters

CORNER = Viewport(40, 40, 1.0, Size(60, 60))


def request_of(gamma: float) -> RenderRequest:
    stack = EditStack().with_parameters("denoise", Parameters(gamma=gamma))
    return RenderRequest(1, Edit(stack=stack), CORNER)


def finished(preview: PreviewEngine, source: SourceImage, request: RenderRequest) -> Scene:
    for _ in preview.frames(source, request, Progress()):
        pass
    for _ in preview.prefetch(source, request, Progress()):
        pass
    return Scene(preview.store, source, request)


def test_what_is_seen_stays_and_the_rest_of_the_photo_goes(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unseen, "PART_SEEN_BYTES", 0)
    preview = PreviewEngine(engine)
    scene = finished(preview, source, request_of(1.2))
    others = scene.other_tiles()
    assert others
    assert scene.is_exact(others)
    forget_unseen(preview.store, source, scene.request)
    assert scene.is_exact(scene.tiles)
    assert not any(scene.is_exact((tile,)) for tile in others)
    assert scene.slide is not None
    assert all(scene.is_ready(node) for node in scene.slide.growth), "the next drag costs no network"
    computed = preview.store.computed
    assert len(list(preview.frames(source, scene.request, Progress()))) == 1
    assert preview.store.computed == computed


def test_what_has_room_stays(engine: Engine, source: SourceImage) -> None:
    preview = PreviewEngine(engine)
    scene = finished(preview, source, request_of(1.2))
    forget_unseen(preview.store, source, scene.request)
    assert scene.is_exact(scene.other_tiles())
