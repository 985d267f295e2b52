"""The programs of the canvas: one text, compiled for all that a drawn picture needs, when it is first drawn.

Software GL runs both sides of every branch: a picture without a grid would pay for one that a uniform switches off.
Written for GLSL 1.20, which every desktop driver and software GL understands. What they compute stands in
`resources/shaders`.
"""

import enum
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtOpenGL import QOpenGLShader, QOpenGLShaderProgram

from pellucid.foundation.frame import MOST_LOCALS, MaskTexture
from pellucid.foundation.paths import resources_dir
from pellucid.ui.canvas.paint_list import Draw

if TYPE_CHECKING:
    from pellucid.foundation.display_lut import DisplayLut

CORNER = 0
"""Where every program finds the corners of the unit square."""

UNITS = {
    "first": 0,
    "second": 1,
    "mask": 2,
    "values": 3,
    "colours": 4,
    "matrices": 5,
    "masks": 6,
    "veil": 7,
    "display": 8,
}
"""Texture unit of each sampler."""

_NUMBERS = ("clip", "target", "canvas", "edges", "back", "share", "depth", "divides", "opacity", "tint", "side")

_log = logging.getLogger("pellucid.ui")


class Feature(enum.Flag):
    """What a picture needs beyond its one layer."""

    NONE = 0
    SECOND = enum.auto()
    MASK = enum.auto()
    MAP = enum.auto()
    TILT = enum.auto()
    MARKS = enum.auto()
    VEIL = enum.auto()
    DISPLAY = enum.auto()


@dataclass(frozen=True)
class Needs:
    """What a picture needs of a program.

    Attributes:
        features: beyond one layer.
        grids: of its tail; 0 for none.
    """

    features: Feature = Feature.NONE
    grids: int = 0


PLAIN = Needs()
EVERYTHING = Needs(
    Feature.SECOND | Feature.MASK | Feature.MAP | Feature.TILT | Feature.VEIL | Feature.DISPLAY, 1 + MOST_LOCALS
)


class Program:
    """A linked program. `at` has the place of each uniform, -1 where its features have no use for it."""

    def __init__(self, linked: QOpenGLShaderProgram) -> None:
        self.linked = linked
        self.at = {name: linked.uniformLocation(name) for name in _NUMBERS}
        linked.bind()
        for name, unit in UNITS.items():
            linked.setUniformValue1i(linked.uniformLocation(name), unit)


def needs_of(draw: Draw, opacity: float, display: "DisplayLut | None", *, has_veil: bool) -> Needs:
    """What a draw needs, with its map as opaque as this."""
    picture, nothing = draw.picture, Feature.NONE
    features = Feature.SECOND if len(picture.shown) > 1 else nothing
    features |= Feature.MASK if isinstance(picture.mix, MaskTexture) else nothing
    features |= Feature.TILT if draw.tilt is not None else nothing
    features |= Feature.MAP if opacity > 0 else nothing
    features |= Feature.MARKS if draw.marks else nothing
    features |= Feature.VEIL if has_veil else nothing
    features |= Feature.DISPLAY if display is not None else nothing
    return Needs(features, 1 + len(picture.tail.locals) if picture.tail else 0)


class Programs:
    """The programs of one GL context, which must be current in every call."""

    def __init__(self) -> None:
        self._made: dict[Needs, Program | None] = {}

    def of(self, needs: Needs) -> Program | None:
        """Give the program for these needs; None, with a word in the log, where it cannot be used."""
        if needs not in self._made:
            self._made[needs] = _make(needs)
        return self._made[needs]


def _make(needs: Needs) -> Program | None:
    program = QOpenGLShaderProgram()
    defined = [str(feature.name) for feature in Feature if feature in needs.features]
    defined += [f"GRIDS {needs.grids}"] if needs.grids else []
    head = "#version 120\n" + "".join(f"#define {word}\n" for word in defined)
    kinds = QOpenGLShader.ShaderTypeBit
    for kind, name in ((kinds.Vertex, "canvas.vert"), (kinds.Fragment, "canvas.frag")):
        text = (resources_dir() / "shaders" / name).read_text(encoding="utf-8")
        program.addShaderFromSourceCode(kind, head + text)
    program.bindAttributeLocation("corner", CORNER)
    if program.link():
        return Program(program)
    _log.warning("the canvas program cannot be used, painting without GL: %s", program.log())
    return None
