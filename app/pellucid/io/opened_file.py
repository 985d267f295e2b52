"""A file that is open: what it is, is found once and known to all who read it."""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from pellucid.io.containers import mpo
from pellucid.io.files import decoder_border, fingerprint, opened, sniff


@dataclass(frozen=True, eq=False)
class OpenedFile:
    """A file on its way to a picture.

    Attributes:
        path: of the file.
        stream: its bytes; readers leave it anywhere.
    """

    path: Path
    stream: BinaryIO

    @cached_property
    def kind(self) -> str:
        """The id of `foundation.formats`; raises UnsupportedError and UnreadableError as `files.sniff`."""
        return sniff(self.path, self.stream)

    @cached_property
    def fingerprint(self) -> str:
        """The name of the content."""
        return fingerprint(self.stream)

    @cached_property
    def length(self) -> int:
        """Bytes."""
        return self.stream.seek(0, io.SEEK_END)

    @cached_property
    def pictures(self) -> tuple[mpo.MpoImage, ...]:
        """Those that the index of a JPEG lists; none without an index. Raises ValueError as `mpo.images`."""
        return mpo.images(self.stream) if self.kind == "JPEG" else ()

    @property
    def has_index(self) -> bool:
        """True where an index leads to pictures; not where it is damaged."""
        try:
            return bool(self.pictures)
        except ValueError:
            return False


@contextlib.contextmanager
def opened_file(path: Path) -> Iterator[OpenedFile]:
    """Open a regular file; what decoders throw at it becomes a sentence.

    Raises:
        PellucidError: as `files.opened` and `files.decoder_border`.
    """
    with opened(path) as stream, decoder_border(path):
        yield OpenedFile(path, stream)
