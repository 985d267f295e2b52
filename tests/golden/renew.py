"""Renews the kept results that no longer match, and writes a sheet to look at: before, after, and their difference.

    python tests/golden/renew.py [SHEET.png]

A result that is as it was is not written anew, so a commit holds only what changed.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "app")]

from golden.cases import CASES, FOLDER, Levels, kept_path, render  # noqa: E402 -- found by the path above
from golden.colors import differences  # noqa: E402
from pellucid.engine.devices import cpu  # noqa: E402
from pellucid.engine.engine import Engine  # noqa: E402

GAP_PX, TITLE_PX = 8, 16
STRETCH = 50.0
"""Levels of gray per unit of CIEDE2000 in the sheet."""


def main() -> None:
    """Render all cases."""
    sheet = Path(sys.argv[1] if len(sys.argv) > 1 else "golden-sheet.png")
    engine, rows = Engine(cpu()), []  # in full precision
    for name, case in CASES.items():
        after = render(case, engine)
        before = _kept(name)
        if before is not None and before.shape == after.shape and not float(differences(before, after).max()):
            print(f"{name}: as it was")
            rows.append(_row(name, _photo(case.photo), after, None))
            continue
        kept_path(name).parent.mkdir(exist_ok=True)
        Image.fromarray(after).save(kept_path(name), optimize=True)
        is_same_size = before is not None and before.shape == after.shape
        found = differences(before, after) if before is not None and is_same_size else None
        words = "new" if found is None else f"mean {found.mean():.3f}, most {found.max():.3f}"
        print(f"{name}: {words}")
        shown = None if found is None else (found * STRETCH).clamp(0, 255).byte().numpy()
        rows.append(_row(f"{name}: {words}", before if before is not None else _photo(case.photo), after, shown))
    _pasted(rows).save(sheet)
    print(f"Look at {sheet} before you commit.")


def _kept(name: str) -> Levels | None:
    return np.asarray(Image.open(kept_path(name)).convert("RGB")) if kept_path(name).is_file() else None


def _photo(name: str) -> Levels:
    return np.asarray(Image.open(FOLDER / "photos" / f"{name}.png").convert("RGB"))


def _row(title: str, before: Levels, after: Levels, difference: Levels | None) -> Image.Image:
    """Before (or the photo), after, and where they differ."""
    pictures = [Image.fromarray(part) for part in (before, after, difference) if part is not None]
    width = sum(picture.width + GAP_PX for picture in pictures)
    row = Image.new("RGB", (width, TITLE_PX + max(picture.height for picture in pictures) + GAP_PX), "white")
    ImageDraw.Draw(row).text((0, 2), title, "black")
    left = 0
    for picture in pictures:
        row.paste(picture, (left, TITLE_PX))
        left += picture.width + GAP_PX
    return row


def _pasted(rows: list[Image.Image]) -> Image.Image:
    """All rows in two columns."""
    half = -(-len(rows) // 2)
    columns = [rows[:half], rows[half:]]
    widths = [max((row.width for row in column), default=0) + GAP_PX for column in columns]
    sheet = Image.new("RGB", (sum(widths), max(sum(row.height for row in column) for column in columns)), "white")
    for column, left in zip(columns, (0, widths[0]), strict=True):
        top = 0
        for row in column:
            sheet.paste(row, (left, top))
            top += row.height
    return sheet


if __name__ == "__main__":
    main()
