"""What the editor does, without anybody watching: `headless_demo.py PHOTO FOLDER`.

Writes into the folder the restored photo, a picture with both halves of it before and after, and a screenshot of the
real window with the divider between them, drawn on Xvfb where it is installed and off screen where it is not.
`dev.py run` calls it where there is no display.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from pellucid.bench.editor_child import EditorChild, display, editor
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.frame import Exactness
from pellucid.foundation.program import program

DETAIL_PX = (700, 525)
ZOOM = 2
GAP_PX = 8
WAIT_S, POLL_S = 240, 0.2


def main(photo: Path, folder: Path) -> int:
    """Make the three pictures and say where they are."""
    folder.mkdir(exist_ok=True)
    restored = folder / f"{photo.stem}-restored{photo.suffix}"
    if code := subprocess.call([*program(), "apply", str(photo), str(restored), "--op", "denoise", "--force"]):
        return code
    print(f"restored photo:    {restored}", flush=True)
    comparison = folder / f"{photo.stem}-before-after.png"
    compare(photo, restored).save(comparison)
    print(f"before and after:  {comparison}", flush=True)
    screenshot = folder / "editor.png"
    with tempfile.TemporaryDirectory() as own, display() as place:
        with editor(place, Path(own), photo.absolute(), "auto") as child:
            show_split(child, zoom=100)
            child.ask("screenshot", path=str(screenshot))
        print(f"the editor itself: {screenshot} (window on {place.name})", flush=True)
    return 0


def compare(before: Path, after: Path) -> Image.Image:
    """Put the middle of both photos side by side, twice as large, every pixel a sharp square."""
    sheet = Image.new("RGB", (2 * ZOOM * DETAIL_PX[0] + GAP_PX, ZOOM * DETAIL_PX[1]), "white")
    for column, path in enumerate((before, after)):
        with Image.open(path) as photo:
            detail = middle(photo.convert("RGB"))
        sheet.paste(detail, (column * (ZOOM * DETAIL_PX[0] + GAP_PX), 0))
    return sheet


def middle(photo: Image.Image) -> Image.Image:
    """Cut the middle out and enlarge it."""
    left, top = (photo.width - DETAIL_PX[0]) // 2, (photo.height - DETAIL_PX[1]) // 2
    detail = photo.crop((left, top, left + DETAIL_PX[0], top + DETAIL_PX[1]))
    return detail.resize((ZOOM * DETAIL_PX[0], ZOOM * DETAIL_PX[1]), Image.Resampling.NEAREST)


def wait_for(child: EditorChild, is_reached: Callable[[dict[str, Any]], bool]) -> None:
    """Wait for a state of the window, however busy the machine is.

    Raises:
        PellucidError: it is not reached.
    """
    deadline = time.monotonic() + WAIT_S
    while not is_reached(child.ask("state")):
        if time.monotonic() > deadline:
            raise PellucidError("the window did not come so far in time")
        time.sleep(POLL_S)


def show_split(child: EditorChild, zoom: int | str = "fit") -> None:
    """Denoise in the window, with the divider in the middle."""
    wait_for(child, lambda state: bool(state["photo"]))
    child.ask("enable", op="denoise", value=True)  # which lays out the slider that is set next
    child.ask("set", op="denoise", key="gamma", value=1.0)
    child.ask("zoom", percent=zoom)
    child.ask("compare", mode="split")
    wait_for(child, lambda state: state["shows_edit"] and state["exactness"] != Exactness.APPROXIMATE.value)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
