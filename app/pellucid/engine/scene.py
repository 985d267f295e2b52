"""What one request wants to see, and the best frame that the remembered tiles give for it.

Exact pixels of the whole stack are one layer and no tail. Until they are there, the layers show the steps on detail as
well as they are known, and grids stand for the steps on tone and colour, mixed where masks are.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from pellucid.document.edit import Edit
from pellucid.document.render_request import RenderRequest
from pellucid.engine import lattice
from pellucid.engine.analyses import Prepared
from pellucid.engine.at_rest import resampler_of
from pellucid.engine.compositor import Compositor
from pellucid.engine.effective import NOTHING, on_output
from pellucid.engine.lattice import Slide
from pellucid.engine.low_res import FittedTail, masks_of
from pellucid.engine.node_tiles import NodeTiles, Part, blended
from pellucid.engine.painting import PreparedMask
from pellucid.engine.planes import Plane
from pellucid.engine.resampling import Resampling
from pellucid.engine.seen_masks import SeenMasks
from pellucid.engine.sides import Sides
from pellucid.engine.slicing import QUICK_PIXELS, as_shown
from pellucid.engine.stack_split import StackSplit
from pellucid.engine.tile_store import TILE_PX, TileStore
from pellucid.foundation.digest import brief_name
from pellucid.foundation.frame import MOST_LOCALS, Exactness, Frame, Layer, MaskTexture, Overlay, Picture, TailMix
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.tiles import centre_out, plan_tiles
from pellucid.io.source_image import SourceImage


class Scene:
    """The visible tiles of a request, nearest to the middle first, and frames made of them.

    Args:
        store: the tiles.
        source: the photo.
        request: what is wanted.
    """

    def __init__(self, store: TileStore, source: SourceImage, request: RenderRequest) -> None:
        self.store = store
        self.request = request
        self.plane = Plane.for_view(source, request.view)
        self._finishing = NOTHING if request.edit.framing.is_neutral else on_output(request.edit)
        resampling = Resampling.of(request, self.plane, finishes=bool(self._finishing.stack.steps))
        margin = resampling.margin if resampling and not request.dragging else 0
        self.region = request.view.seen(source.facts.size, margin)
        self.rect = self.plane.plane_rect(self.region)
        self.tiles = self._outward(self.rect)
        self._compositor = Compositor(store, self.plane, self.rect, self.tiles)
        self.seen = SeenMasks(store, self.plane, self.tiles, self._compositor, request)
        self.split = StackSplit.of(request.edit)
        self.slide = Slide.of(self.split.detail, request.touched)
        self.sides = Sides.of(self.split.detail, request.touched)
        self.is_settled = not request.dragging
        self._known = NodeTiles(store, self.plane, self.slide)
        self._photo = source.facts.fingerprint
        self._resampler = None
        if resampling and not request.dragging:
            part, edits = (self.plane, self.rect), (self.exact_edit, self.share, self._finishing)
            self._resampler = resampler_of(store, resampling, part, *edits)
        self.light = Plane(source, resampling.light_divisor) if resampling else None

    @cached_property
    def exact_edit(self) -> Edit:
        """What is shown where all is exact, but for the amount, which the canvas blends where nothing follows."""
        return self.at(self.slide.value) if self.slide and self._is_blended_last else self.split.full

    @property
    def _is_blended_last(self) -> bool:
        """True where nothing follows what the canvas blends."""
        return not self.split.tail.stack.steps and not self._finishing.stack.steps

    def at(self, node: float) -> Edit:
        """The steps on detail with the slider at a node; none where it is not moved."""
        return self._known.at(node)

    @property
    def is_sliding(self) -> bool:
        """True where the slider that moves is one that a lattice follows."""
        if self.slide is None or not self.slide.field:
            return False
        touched, slide = self.request.touched, self.slide
        is_touched = touched.operation in ("", slide.operation) and touched.field in ("", slide.field)
        return self.request.dragging and is_touched and touched.mask == slide.mask

    def other_tiles(self) -> list[Rect]:
        """The tiles of the plane that are not visible, nearest first."""
        visible = set(self.tiles)
        return [tile for tile in self._outward(Rect.of(self.plane.size)) if tile not in visible]

    def is_exact(self, tiles: Iterable[Rect]) -> bool:
        """True where the exact pixels of these tiles are there."""
        return self._known.are_there(self.exact_edit, tiles, exact=True)

    @property
    def is_answered(self) -> bool:
        """True where nothing is left to be computed but the framing."""
        return self.is_exact(self.tiles) and (self.is_resampled or self._is_lit(self.tiles))

    def is_complete(self, tiles: Sequence[Rect]) -> bool:
        """True where these tiles are exact, and what the framing of the view is made from is there."""
        return self.is_exact(tiles) and self._is_lit(tiles)

    def _is_lit(self, tiles: Sequence[Rect]) -> bool:
        """True where what the framing of the view is made from is there, or no result is needed for it."""
        if self.light is None or not self.exact_edit.stack.steps:
            return True
        return all(self.store.has_light(self.light, self.exact_edit, self.plane.photo_rect(tile)) for tile in tiles)

    def is_ready(self, node: float, tiles: Iterable[Rect] | None = None) -> bool:
        """True where all visible tiles (or those given) of a node are there."""
        return self._known.is_ready(node, self.tiles if tiles is None else tiles)

    def at_hand(self, values: Sequence[float]) -> list[float]:
        """Values of the slider that can be shown without another run of a network, given which have any results."""
        return self._known.at_hand(self.tiles, values)

    def bracket(self, at_hand: Sequence[float]) -> lattice.Bracket:
        """The nodes to show the slider's value with, given which values are at hand."""
        assert self.slide is not None
        found = lattice.bracket(self.slide.value, at_hand, self.slide.planned)
        assert found is not None  # 0 is planned everywhere
        return found

    def frame(self, values: Sequence[float], overlay: Overlay | None = None) -> Frame:
        """The best frame for the request that needs no computing.

        Args:
            values: slider values that have any results.
            overlay: a map of the same region.
        """
        before = self._layer(NOTHING)
        if not self.split.full.stack.steps or not self.tiles:
            return self._frame(before, self._picture((before,)), Exactness.EXACT_EVERYWHERE, overlay)
        if self.is_exact(self.tiles):
            return self._exact_frame(before, overlay)
        layers, share = self._known_layers(before, values)
        after = self._picture(layers, share, self._tail())
        return self._frame(before, self._for_canvas(after), Exactness.APPROXIMATE, overlay)

    @property
    def is_resampled(self) -> bool:
        """True where nothing exact is left to be resampled for the framing of the view."""
        return self._resampler is None or self._resampler.is_made

    def resample(self, progress: Progress) -> None:
        """Bring the exact pixels of the visible region into the framing of the view.

        Raises:
            Cancelled: something newer is wanted.
        """
        if self._resampler is not None:
            with self.store.engine.asking(progress):
                self._resampler.make(progress)

    @property
    def share(self) -> float:
        """How much of the exact result the canvas lays over the photo."""
        return self.slide.amount if self.slide and self._is_blended_last else 1.0

    def _exact_frame(self, before: Layer, overlay: Overlay | None) -> Frame:
        """The result alone, or with the photo below where the canvas blends the two."""
        is_everything = self.rect == Rect.of(self.plane.size) or self.is_exact(self.other_tiles())
        exactness = Exactness.EXACT_EVERYWHERE if is_everything else Exactness.EXACT_HERE
        result, share = self._layer(self.exact_edit), self.share
        after = self._picture((result,)) if share == 1 else self._picture((before, result), share)
        return self._frame(before, after, exactness, overlay)

    def _known_layers(self, before: Layer, values: Sequence[float]) -> tuple[tuple[Layer, ...], float | MaskTexture]:
        """The steps on detail, as well as they are known, and the mix of the two layers."""
        if self.slide is None:
            return (before,), 0.0
        if self.sides is not None and self.has_side(self.sides.outside):
            return self._mixed_sides(self.sides)
        if not self.is_sliding:
            result, amount = self._compositor.layer(self._estimates(self.slide.value, values)), self.slide.amount
            return ((result,), 0.0) if amount == 1 else ((before, result), amount)
        nodes = self.bracket(self.at_hand(values))
        return (self._node(nodes.low, values), self._node(nodes.high, values)), nodes.mix

    def has_side(self, edit: Edit, tiles: Sequence[Rect] | None = None) -> bool:
        """True where all visible tiles (or those given) of a side of the mask are there."""
        return self._known.are_there(edit, self.tiles if tiles is None else tiles, exact=False)

    def _mixed_sides(self, sides: Sides) -> tuple[tuple[Layer, ...], float | MaskTexture]:
        """Both sides of the mask that is painted; what lies outside alone, while the inside is not there."""
        outside = self._layer(sides.outside)
        mask = next((mask for mask in self.masks() if self._is_painted(mask, sides)), None)
        if mask is None or not self.has_side(sides.inside) or not self.seen.is_sketched(mask):
            return (outside,), 0.0
        return (outside, self._layer(sides.inside)), self._compositor.mask(mask)

    def _is_painted(self, mask: PreparedMask, sides: Sides) -> bool:
        own = self.split.detail.mask(sides.mask)
        return own is not None and mask.digest == own.digest

    def _layer(self, edit: Edit) -> Layer:
        """What an effective edit makes, of which every tile is there, exact or not."""
        return self._compositor.layer(self._known.part(edit, tile) for tile in self.tiles)

    def _estimates(self, node: float, values: Sequence[float]) -> list[Part]:
        """The region at a node, every tile as well as it is known."""
        return [self._known.estimate(node, tile, values) for tile in self.tiles]

    def _node(self, node: float, values: Sequence[float]) -> Layer:
        """The same, blended with the photo; where one layer is shown the canvas does that."""
        assert self.slide is not None
        amount, parts = self.slide.amount, self._estimates(node, values)
        if amount != 1:
            photo = [self._known.part(NOTHING, tile) for tile in self.tiles]
            parts = [blended(own, part, amount) for own, part in zip(photo, parts, strict=True)]
        return self._compositor.layer(parts)

    def masks(self) -> tuple[PreparedMask, ...]:
        """The masks that the canvas mixes by; none while it is not known what steps need."""
        steps = self._known_steps() or ()
        mixed = steps if self.sides else steps[len(self.split.detail.stack.steps) :]
        return tuple(masks_of(mixed).values())

    def painted_masks(self) -> tuple[PreparedMask, ...]:
        """All masks that are to be painted where they are seen."""
        return self.seen.and_shown(self.masks())

    def toned_steps(self) -> Prepared | None:
        """All steps but those on detail, with what they need to know; None while that is not known."""
        steps = self._known_steps()
        if steps is None:
            return None
        return (*steps[: len(self.split.start.stack.steps)], *steps[len(self.split.detail.stack.steps) :])

    def _known_steps(self) -> Prepared | None:
        """All steps with what they need to know of the photo, while a slider moves with what was known before."""
        return self.store.analyses.known(self.plane.source, self.split.full, hold=not self.is_settled)

    def _tail(self) -> TailMix | None:
        """The grids of the tail; while its analyses are not known, the latest ones of this photo stay."""
        if not self.split.tail.stack.steps:
            return None
        fitted = self._fitted_tail()
        if fitted is None or not all(self.seen.is_sketched(local.mask) for local in fitted.locals):
            return None
        textures = (self._compositor.mask(local.mask, local.above) for local in fitted.locals)
        return TailMix(
            fitted.base, tuple((local.grid, mask) for local, mask in zip(fitted.locals, textures, strict=True))
        )

    def _fitted_tail(self) -> FittedTail | None:
        source, low_res = self.plane.source, self.store.low_res
        steps = self._known_steps()
        if steps is None:
            return low_res.latest(source)
        begin = steps[: len(self.split.start.stack.steps)]
        if not low_res.is_ready(source, begin):
            return low_res.latest(source)
        return low_res.tail(source, steps[len(self.split.detail.stack.steps) :], begin)

    def _picture(
        self, layers: tuple[Layer, ...], share: float | MaskTexture = 0.0, tail: TailMix | None = None
    ) -> Picture:
        return Picture(self.plane.photo_rect(self.rect), layers, share, tail)

    def _for_canvas(self, picture: Picture) -> Picture:
        """The picture, or one layer in its place where the canvas cannot slice, or not so many grids."""
        is_plain = picture.tail is None and not isinstance(picture.mix, MaskTexture)
        is_few = picture.tail is None or len(picture.tail.locals) <= MOST_LOCALS
        if is_plain or (self.request.slices and is_few):
            return picture
        return self._picture((Layer(brief_name(picture.name), as_shown(picture, QUICK_PIXELS)),))

    def _frame(self, before: Layer, after: Picture, exactness: Exactness, overlay: Overlay | None) -> Frame:
        frame = Frame(
            generation=self.request.generation,
            photo=self._photo,
            scale=self.plane.scale,
            before=self._picture((before,)),
            after=after,
            exactness=exactness,
            overlay=overlay,
            shown_mask=self.seen.texture(),
        )
        is_exact = exactness is not Exactness.APPROXIMATE
        return self._resampler.framed(frame, self.rect) if self._resampler and is_exact else frame

    def _outward(self, rect: Rect) -> list[Rect]:
        x, y = self.request.view.middle
        middle = (x / self.plane.divisor, y / self.plane.divisor)
        return centre_out(plan_tiles(rect, TILE_PX), middle)
