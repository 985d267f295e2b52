"""Curves of a run, drawn from its log with pillow alone: loss, figures in decibels, and learning rate over steps.

Three panels share the axis of steps. A quantity is drawn where the log has it; each has its own range, with ticks at
round numbers. The picture is for people who look after a night whether it learned.
"""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pellucid.foundation.atomic import write_bytes

SIZE_PX = (1200, 700)
LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX, GAP_PX = 96, 226, 56, 64, 26
BACKGROUND, FRAME, GRID, INK, FAINT_INK = "#ffffff", "#9a9a9a", "#e6e6e6", "#222222", "#5a5a5a"
COLORS = ("#1f6fb4", "#c4501b", "#2c8a3d", "#7d4aa8", "#8a6d1f", "#b3306e")
"""Told apart at equal brightness and also in the order of the legend."""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class _Panel:
    """One set of axes: what it shows, and the rectangle in pixels and in values."""

    label: str
    lines: Mapping[str, Points]
    top: int
    bottom: int
    steps: tuple[float, float]
    values: tuple[float, float]

    def at(self, step: float, value: float) -> tuple[float, float]:
        across = (step - self.steps[0]) / (self.steps[1] - self.steps[0])
        up = (value - self.values[0]) / (self.values[1] - self.values[0])
        return LEFT_PX + across * (SIZE_PX[0] - RIGHT_PX - LEFT_PX), self.bottom - up * (self.bottom - self.top)


def draw_curves(log: Sequence[Mapping[str, float]], title: str, path: Path) -> None:
    """Draw the curves of a run into a PNG of 1200 x 700 pixels.

    Args:
        log: its lines, with `step`, `loss`, `rate`, and figures whose names end in `_db`.
        title: what was trained, written above.
        path: of the picture.

    Raises:
        UnwritableError: the picture cannot be written.
    """
    picture = Image.new("RGB", SIZE_PX, BACKGROUND)
    draw = ImageDraw.Draw(picture)
    right = SIZE_PX[0] - RIGHT_PX
    draw.text((LEFT_PX, 18), f"Training of {title}", INK, _font(22))
    panels = _panels(log)
    for panel in panels:
        _draw_panel(draw, panel)
    bottom = panels[-1].bottom
    for step in _ticks(*panels[-1].steps, 8):
        across, _ = panels[-1].at(step, panels[-1].values[0])
        draw.text((across, bottom + 8), f"{step:,.0f}", FAINT_INK, _font(14), anchor="ma")
    draw.text(((LEFT_PX + right) / 2, SIZE_PX[1] - 12), "step", INK, _font(16), anchor="ms")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    write_bytes(path, buffer.getvalue())


def _panels(log: Sequence[Mapping[str, float]]) -> list[_Panel]:
    figures = list(dict.fromkeys(name for line in log for name in line if name.endswith("_db")))
    groups = [("loss", ["loss"]), ("PSNR or gain, dB", figures), ("learning rate", ["rate"])]
    shown = [(label, {name: _points(log, name) for name in names}) for label, names in groups if names]
    height = (SIZE_PX[1] - TOP_PX - BOTTOM_PX - GAP_PX * (len(shown) - 1)) // len(shown)
    steps = _range([line["step"] for line in log])
    panels = []
    for index, (label, lines) in enumerate(shown):
        top = TOP_PX + index * (height + GAP_PX)
        values = _range([value for points in lines.values() for _, value in points])
        panels.append(_Panel(label, lines, top, top + height, steps, values))
    return panels


def _points(log: Sequence[Mapping[str, float]], name: str) -> Points:
    return [(line["step"], line[name]) for line in log if math.isfinite(line.get(name, math.nan))]


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    margin = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return low - margin, high + margin


def _draw_panel(draw: ImageDraw.ImageDraw, panel: _Panel) -> None:
    right = SIZE_PX[0] - RIGHT_PX
    for value in _ticks(*panel.values, 6):
        _, down = panel.at(panel.steps[0], value)
        draw.line((LEFT_PX, down, right, down), GRID)
        draw.text((LEFT_PX - 8, down), f"{value:.6g}", FAINT_INK, _font(14), anchor="rm")
    for step in _ticks(*panel.steps, 8):
        across, _ = panel.at(step, panel.values[0])
        draw.line((across, panel.top, across, panel.bottom), GRID)
    draw.rectangle((LEFT_PX, panel.top, right, panel.bottom), outline=FRAME)
    draw.text((right + 14, panel.top), panel.label, INK, _font(16))
    for index, (name, points) in enumerate(panel.lines.items()):
        color = COLORS[index % len(COLORS)]
        places = [panel.at(*point) for point in points]
        draw.line(places, color, 2, joint="curve")
        if len(places) <= 60:
            for across, down in places:
                draw.ellipse((across - 3, down - 3, across + 3, down + 3), fill=color)
        _draw_legend(draw, (right + 14, panel.top + 26 + 20 * index), name, color, points)


def _draw_legend(draw: ImageDraw.ImageDraw, place: tuple[int, int], name: str, color: str, points: Points) -> None:
    left, top = place
    draw.line((left, top + 9, left + 18, top + 9), color, 3)
    words = name.removesuffix("_db").replace("_", " ")
    last = f"  {points[-1][1]:.4g}" if points else ""
    draw.text((left + 26, top), words + last, FAINT_INK, _font(14))


def _ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers between two ends, at most as many as asked for and one more."""
    rough = (high - low) / most
    unit = 10.0 ** math.floor(math.log10(rough))
    spacing = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    return [number * spacing for number in range(math.ceil(low / spacing), math.floor(high / spacing) + 1)]


def _font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size_px)
