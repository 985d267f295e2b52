"""What a result is compared with, where that is another edit of the photo: its picture stands in frames as *before*."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pellucid.document.render_request import RenderRequest
from pellucid.engine.lattice import Slide
from pellucid.engine.scene import Scene
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.frame import Exactness, Frame


class OtherSide:
    """Makes frames of the result into frames of both. What is exact is not looked up again while a slider moves.

    Args:
        store: has the tiles of both.
    """

    def __init__(self, store: TileStore) -> None:
        self._store = store
        self._asked: tuple[str, RenderRequest] | None = None
        self._scene: Scene | None = None
        self._exact: Frame | None = None

    def scene(self, scene: Scene) -> Scene | None:
        """The scene of what a scene is compared with; None where that is the unedited photo."""
        source, request = scene.plane.source, scene.request.of_compared
        if request is None:
            self._asked = self._scene = self._exact = None
            return None
        asked = (source.facts.pixels, replace(request, generation=0))
        if asked != self._asked or self._scene is None:
            self._asked, self._exact = asked, None
            self._scene = Scene(self._store, source, request)
        return self._scene

    def beside(self, scene: Scene, frame: Frame, known: Callable[[Slide | None], Sequence[float]]) -> Frame:
        """A frame of a scene together with what that is compared with, as well as both are known.

        Args:
            scene: of the result.
            frame: made of it.
            known: gives the slider values that may have results.
        """
        other = self.scene(scene)
        if other is None:
            return frame
        made = self._exact or other.frame(known(other.slide))
        if made.exactness is not Exactness.APPROXIMATE:
            self._exact = made
        exactness = min(frame.exactness, made.exactness, key=list(Exactness).index)
        return replace(frame, before=made.after, exactness=exactness, compared=other.request.edit.digest)
