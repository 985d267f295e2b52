"""Edits made up by hypothesis, of everything that an edit may hold."""

import dataclasses

from hypothesis import strategies as st

from helpers.parameters import varied
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.foundation import masks
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.lens import Lens
from pellucid.foundation.source_choices import Highlights, SourceChoices
from pellucid.operations.spec import OperationSpec

MASKS = ("sky", "face")

_share = st.floats(0, 1)
_length = st.floats(0, 4)
_point = st.tuples(st.floats(-2, 2), st.floats(-2, 2))
_bands = st.none() | st.builds(masks.Band, _share, _share, _share)
_strokes = st.builds(
    masks.Stroke.along, st.lists(_point, min_size=1, max_size=4).map(tuple), _length, _share, _share, st.booleans()
)
_shapes = st.one_of(
    st.builds(masks.Brush, st.lists(_strokes, max_size=3).map(tuple)),
    st.builds(masks.LinearGradient, _point, _point),
    st.builds(masks.RadialGradient, _point, _length, _length, st.floats(-180, 180), _share),
    st.builds(masks.Range, _bands, _bands, _bands),
    st.builds(masks.MapRange, st.text(), st.text(), st.text(), st.text(), _length, _length),
    st.builds(masks.Raster, st.integers(1, 1024), st.integers(1, 1024), st.binary(min_size=1, max_size=40), st.text()),
)
_components = st.builds(masks.Component, _shapes, st.sampled_from(masks.Combine), st.booleans(), st.floats(-1, 1))

_framings = st.builds(
    Framing,
    lens=st.just(Lens()) | st.just(Lens((0.01, -0.02, 0.0), 1.001, 0.999)),
    quarter_turns=st.integers(0, 3),
    mirrored=st.booleans(),
    angle_deg=st.floats(-45, 45),
    crop=st.none()
    | st.builds(UnitRect, st.floats(0, 0.4), st.floats(0, 0.4), st.floats(0.1, 0.6), st.floats(0.1, 0.6)),
)
_sources = st.builds(
    SourceChoices,
    page=st.none() | st.integers(0, 9),
    exposure_ev=st.floats(-5, 5),
    highlights=st.sampled_from(Highlights),
)


@st.composite
def _masks(draw: st.DrawFn) -> tuple[masks.Mask, ...]:
    return tuple(
        masks.Mask(
            mask,
            draw(st.text()),
            draw(st.lists(_components, max_size=3).map(tuple)),
            draw(st.builds(masks.Feather, _share, st.booleans())),
            draw(_share),
            draw(st.booleans()),
        )
        for mask in draw(st.sets(st.sampled_from(MASKS)).map(sorted))
    )


@st.composite
def _steps(draw: st.DrawFn, spec: OperationSpec) -> Step:
    """A step whose locals differ in some of the fields."""
    default, other = varied(spec)
    step = Step(spec.id, draw(st.sampled_from([default, other])), draw(st.booleans()))
    for mask in draw(st.sets(st.sampled_from(MASKS)).map(sorted)):
        names = draw(st.sets(st.sampled_from([field.name for field in dataclasses.fields(default)])))
        changes = tuple((name, getattr(other, name)) for name in sorted(names))
        step = step.with_local(Local(mask, draw(st.booleans()), changes))
    return step


@st.composite
def edits(draw: st.DrawFn, specs: tuple[OperationSpec, ...]) -> Edit:
    """Edits with steps of these operations."""
    stack = EditStack()
    for spec in specs:
        if draw(st.booleans()):
            stack = stack.with_step(draw(_steps(spec)))
    return Edit(draw(_sources), stack, draw(_framings), draw(_masks()))
