"""What a view that rests does without: tiles that it does not show come back quickly, and hold memory meanwhile."""

from dataclasses import replace

from pellucid.document.render_request import RenderRequest
from pellucid.engine.scene import Scene
from pellucid.engine.tile_store import TileStore
from pellucid.io.source_image import SourceImage

WHOLE_SEEN_BYTES = 64 * 2**20
"""Of the remembered results where the whole photo is seen: nothing beside that is wanted next."""

PART_SEEN_BYTES = 128 * 2**20
"""Where a part is seen: the exact tiles of 24 megapixels, and nodes. With less, each view made the others again."""


def forget_unseen(store: TileStore, source: SourceImage, request: RenderRequest) -> None:
    """Forget tiles that a view at rest does not show, the least used first, down to a limit.

    What is seen stays, and the nodes of the slider that was moved. The others are read from the folder again where
    they were expensive, and computed where they were not.
    """
    scene = Scene(store, source, replace(request, dragging=False))

    def use() -> None:
        scene.is_exact(scene.tiles)
        if scene.slide is not None:
            for node in (scene.slide.value, *scene.slide.growth):
                scene.is_ready(node)

    store.cache.shrink(PART_SEEN_BYTES if scene.other_tiles() else WHOLE_SEEN_BYTES, use)
