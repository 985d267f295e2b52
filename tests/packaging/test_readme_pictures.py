"""The animation of the README holds every step of the drag, in the colours that the window had."""

from pathlib import Path
from typing import Any

from PIL import Image

import readme_pictures


class PaintingChild:
    """Its window is one colour, which follows the slider."""

    def __init__(self) -> None:
        self.dragged: list[float] = []

    def ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        if command == "drag":
            self.dragged += arguments["values"]
        else:
            Image.new("RGB", (320, 180), (round(self.dragged[-1] * 200), 90, 90)).save(arguments["path"])
        return {}


def test_the_slider_goes_there_and_back(tmp_path: Path) -> None:
    child = PaintingChild()
    frames = readme_pictures.drag(child, tmp_path)
    assert child.dragged[0] == child.dragged[-1] == readme_pictures.DRAGGED[0]
    readme_pictures.animate(frames, tmp_path / "slider.webp")
    with Image.open(tmp_path / "slider.webp") as animation:
        assert animation.n_frames == len(frames) == 2 * len(readme_pictures.DRAGGED) - 1
        assert animation.width == readme_pictures.ANIMATION_WIDTH_PX
        reds = []
        for number in range(animation.n_frames):
            animation.seek(number)
            reds.append(animation.convert("RGB").getpixel((400, 200))[0])
    top = len(readme_pictures.DRAGGED)
    assert all(abs(red - gamma * 200) < 8 for red, gamma in zip(reds[:top], readme_pictures.DRAGGED, strict=True))
