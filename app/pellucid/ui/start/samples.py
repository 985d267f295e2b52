"""Photos to try, shipped with the program. A copy is opened, because edits are saved beside a photo."""

from dataclasses import dataclass
from pathlib import Path

from pellucid.foundation.paths import data_dir, resources_dir
from pellucid.foundation.translation import mark


@dataclass(frozen=True)
class Sample:
    """A photo to try.

    Attributes:
        file: its name among the resources; its before and after lies in `cards` under the same name.
        title: what is wrong with it.
        text: what helps.
    """

    file: str
    title: str
    text: str

    @property
    def card(self) -> Path:
        """A picture of it before and after."""
        return _folder() / "cards" / self.file


SAMPLES = (
    Sample("otter.jpg", mark("Noisy"), mark("Denoise it, at any strength")),
    Sample("valley-lake.jpg", mark("Hazy"), mark("Clear the air with Dehaze")),
    Sample("night-skyline.jpg", mark("Dark"), mark("Give it light, without the noise")),
)


def copy_of(sample: Sample) -> Path:
    """The person's own copy of a sample, made when it is first wanted; its edits stay with it.

    Raises:
        UnwritableError: there is no room for it, or it is not allowed.
    """
    from pellucid.foundation.atomic import make_folder, write_bytes  # noqa: PLC0415 -- not needed to start

    target = data_dir() / "samples" / sample.file
    if not target.is_file():
        make_folder(target.parent)
        write_bytes(target, (_folder() / sample.file).read_bytes())
    return target


def _folder() -> Path:
    return resources_dir() / "samples"
