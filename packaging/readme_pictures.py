"""The pictures of the README, from the real window: `readme_pictures.py PHOTO FOLDER`.

Writes the window in both themes, half of the photo restored, and a short animation of the noise slider being dragged:
every frame of it is what the window showed after that step of the drag. Pixels stay as they are, but for WebP's loss:
colours counted out for a palette would put blotches into the very photo that is to look restored.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from headless_demo import show_split, wait_for
from pellucid.bench.editor_child import EditorChild, display, editor

THEMES = {"dark": "editor.webp", "light": "editor-light.webp"}
ANIMATION = "slider.webp"
QUALITY = 92
ANIMATION_QUALITY = 75
ANIMATION_WIDTH_PX = 960

DRAGGED = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2)
FRAME_MS, REST_MS = 120, 1200


def main(photo: Path, folder: Path) -> int:
    """Make the pictures and say where they are."""
    folder.mkdir(exist_ok=True)
    for theme, name in THEMES.items():
        with tempfile.TemporaryDirectory() as own, display() as place:
            _choose(theme, Path(own))
            with editor(place, Path(own), photo.absolute(), "auto") as child:
                show_split(child)
                wait_for(child, lambda state: state["measured"] > 0)
                _screenshot(child, Path(own)).save(folder / name, quality=QUALITY, method=6)
                if theme == "dark":
                    animate(drag(child, Path(own)), folder / ANIMATION)
        print(f"{theme}: {folder / name}", flush=True)
    return 0


def _choose(theme: str, own: Path) -> None:
    (own / "config").mkdir()
    (own / "config" / "window.ini").write_text(f"[General]\ntheme={theme}\n")


def _screenshot(child: EditorChild, own: Path) -> Image.Image:
    path = own / "shot.png"
    child.ask("screenshot", path=str(path))
    with Image.open(path) as picture:
        return picture.convert("RGB")


def drag(child: EditorChild, own: Path) -> list[Image.Image]:
    """What the window shows after each step of the drag; the last is where it has come to rest."""
    frames = []
    for gamma in (*DRAGGED, *DRAGGED[-2::-1]):
        child.ask("drag", op="denoise", key="gamma", values=[gamma])
        frames.append(_screenshot(child, own))
    return frames


def animate(frames: Sequence[Image.Image], path: Path) -> None:
    """Write the frames in a loop, with a rest at both ends of the drag."""
    height = round(frames[0].height * ANIMATION_WIDTH_PX / frames[0].width)
    small = [frame.resize((ANIMATION_WIDTH_PX, height), Image.Resampling.LANCZOS) for frame in frames]
    middle = len(DRAGGED) - 1
    times = [REST_MS if number in (0, middle) else FRAME_MS for number in range(len(small))]
    small[0].save(
        path, save_all=True, append_images=small[1:], duration=times, loop=0, quality=ANIMATION_QUALITY, method=6
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
