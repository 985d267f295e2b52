"""The programs of the canvas: one text, compiled for each set of features that is drawn, when it is first drawn.

Software GL runs both sides of every branch: a picture without a grid would pay for one that a uniform switches off.
Written for GLSL 1.20, which every desktop driver and software GL understands. What they compute stands in
`resources/shaders`.
"""

import enum
import logging

from PySide6.QtOpenGL import QOpenGLShader, QOpenGLShaderProgram

from pellucid.foundation.paths import resources_dir

CORNER = 0
"""Where every program finds the corners of the unit square."""

UNITS = {"first": 0, "second": 1, "values": 2, "colours": 3, "red_row": 4, "green_row": 5, "blue_row": 6}
"""Texture unit of each sampler."""

_NUMBERS = ("clip", "target", "canvas", "edges", "back", "share", "divides", "opacity")

_log = logging.getLogger("pellucid.ui")


class Feature(enum.Flag):
    """What a picture needs beyond its one layer."""

    SECOND = enum.auto()
    GRID = enum.auto()
    MAP = enum.auto()
    TILT = enum.auto()


PLAIN = Feature(0)
EVERYTHING = Feature.SECOND | Feature.GRID | Feature.MAP | Feature.TILT


class Program:
    """A linked program. `at` has the place of each uniform, -1 where its features have no use for it."""

    def __init__(self, linked: QOpenGLShaderProgram) -> None:
        self.linked = linked
        self.at = {name: linked.uniformLocation(name) for name in _NUMBERS}
        linked.bind()
        for name, unit in UNITS.items():
            linked.setUniformValue1i(linked.uniformLocation(name), unit)


class Programs:
    """The programs of one GL context, which must be current in every call."""

    def __init__(self) -> None:
        self._made: dict[Feature, Program | None] = {}

    def of(self, features: Feature) -> Program | None:
        """Give the program with these features; None, with a word in the log, where it cannot be used."""
        if features not in self._made:
            self._made[features] = _make(features)
        return self._made[features]


def _make(features: Feature) -> Program | None:
    program = QOpenGLShaderProgram()
    head = "#version 120\n" + "".join(f"#define {feature.name}\n" for feature in Feature if feature in features)
    kinds = QOpenGLShader.ShaderTypeBit
    for kind, name in ((kinds.Vertex, "canvas.vert"), (kinds.Fragment, "canvas.frag")):
        text = (resources_dir() / "shaders" / name).read_text(encoding="utf-8")
        program.addShaderFromSourceCode(kind, head + text)
    program.bindAttributeLocation("corner", CORNER)
    if program.link():
        return Program(program)
    _log.warning("the canvas program cannot be used, painting without GL: %s", program.log())
    return None
