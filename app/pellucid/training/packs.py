"""The format of a pack: a folder with `index.json`, containers of coded pictures, and `curves.safetensors`.

A container is a plain zip file without compression, at most 15 MiB where no single picture is larger; its entries are
JPEG or WebP files that any program opens. The index names every picture with its group and the file that it came from.
What goes into a pack is chosen in `packing`; what comes out is decoded in `datasets`.
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pellucid.foundation.atomic import write_json
from pellucid.foundation.errors import UnreadableError

INDEX = "index.json"
FORMAT = "pellucid-pack"
VERSION = 1
CONTAINER_BYTES = 15 * 2**20

CLEAN, CLEAN_MEASURED = "clean", "clean.measured"
NOISY, NOISY_MEASURED = "noisy", "noisy.measured"
MEAN, MEAN_MEASURED = "mean", "mean.measured"
SHOWN = "shown"
WHOLE, WHOLE_UNFINISHED, WHOLE_MEASURED = "whole", "whole.unfinished", "whole.measured"
SCENES = "scenes"
"""Groups: clean photos; noisy shots and their means, in the same order; pictures on which denoisers are compared;
whole clean photos, reduced, those apart whose tone is not finished; scene-linear HDR pictures."""

_ENTRY_BYTES = 400
"""More than the zip and the index spend on one picture, beside its names."""


@dataclass(frozen=True)
class Picture:
    """One coded picture: its group, its name in the container, the container, and the file that it came from."""

    group: str
    name: str
    container: str
    source: str


def cost(data: bytes, name: str, source: str) -> int:
    """Bytes that one picture takes in a pack, with its lines in the zip and the index."""
    return len(data) + _ENTRY_BYTES + 4 * len(name.encode()) + 2 * len(source.encode())


class PackWriter:
    """Writes a pack into an empty folder.

    Args:
        folder: exists, and is empty.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pictures: list[Picture] = []
        self._containers = 0
        self._used = CONTAINER_BYTES
        self._zip: zipfile.ZipFile | None = None

    def add(self, group: str, name: str, data: bytes, source: str) -> None:
        """Add a coded picture under a name that is its own within the pack."""
        if self._used + cost(data, name, source) > CONTAINER_BYTES:
            self._next_container()
        assert self._zip is not None
        self._zip.writestr(zipfile.ZipInfo(name), data)
        self._pictures.append(Picture(group, name, f"pictures-{self._containers:03d}.zip", source))
        self._used += cost(data, name, source)

    def close(self) -> None:
        """Finish the last container and write the index."""
        if self._zip is not None:
            self._zip.close()
        listed = [asdict(picture) for picture in sorted(self._pictures, key=lambda picture: picture.name)]
        write_json(self._folder / INDEX, {"format": FORMAT, "version": VERSION, "pictures": listed})

    def _next_container(self) -> None:
        if self._zip is not None:
            self._zip.close()
        self._containers += 1
        self._used = 0
        self._zip = zipfile.ZipFile(self._folder / f"pictures-{self._containers:03d}.zip", "w", zipfile.ZIP_STORED)


def is_pack(data: Path) -> bool:
    """Whether a folder is a pack, and no folder of photos."""
    return (data / INDEX).is_file()


def read_pictures(pack: Path, group: str) -> Iterator[bytes]:
    """Read the coded pictures of a group, in the order of their names.

    Raises:
        UnreadableError: the pack is damaged or of another version.
    """
    try:
        content = json.loads((pack / INDEX).read_text(encoding="utf-8"))
        if (content["format"], content["version"]) != (FORMAT, VERSION):
            raise UnreadableError(f"{pack}: this is no pack of this version; pack the data again.")
        for picture in (Picture(**line) for line in content["pictures"] if line["group"] == group):
            # A container is opened for each picture: a group may lie in many, and the system keeps their pages.
            with zipfile.ZipFile(pack / Path(picture.container).name) as container:
                yield container.read(picture.name)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise UnreadableError(f"{pack}: this pack is damaged; make it again with pellucid train pack.") from error
