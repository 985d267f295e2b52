"""PNG of any depth: up to 8 bits through Pillow, 16 through libpng, because Pillow halves deep colours without a word.

Damaged files are mended first (`png_repair`), and what the file says of its colours is honoured.
"""

import io
import logging
from dataclasses import replace
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.errors import PellucidError, UnreadableError
from pellucid.foundation.paths import shown
from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import tr
from pellucid.io.containers import png, png_color
from pellucid.io.files import Limit
from pellucid.io.readers import pillow, png_repair
from pellucid.io.readers.decoded import DAMAGED, Decoded, split_alpha
from pellucid.io.readers.png_repair import State
from pellucid.io.readers.signalled import honoured
from pellucid.io.reduce import by_strips

_LOG = logging.getLogger("pellucid.io")
_DEEP = 16
_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
_MAX_OVERHEAD_BYTES = 64 * 1024 * 1024
_NARROW_BLACK, _NARROW_SPAN = 16 / 255, 219 / 255


def read(file: BinaryIO, limit: Limit, choices: SourceChoices) -> Decoded:
    """Decode a PNG, or what is left of it.

    Raises:
        UnreadableError: nothing is left, or the file is far larger than its picture.
    """
    head = png.header(file)
    limit.check(head.width, head.height)
    state = png_repair.examine(file)
    if state is State.WHOLE:
        try:
            return _colored(file, _decoded(file, limit, head, choices))
        except PellucidError:
            raise
        except Exception:  # noqa: BLE001 -- a decoder throws anything on what its checksums did not show
            _LOG.debug("%s: mending", shown(limit.path), exc_info=True)
            state = State.DAMAGED
    decoded = _mended(file, limit, head, choices)
    return replace(decoded, warnings=(*decoded.warnings, tr(DAMAGED))) if state is State.DAMAGED else decoded


def _mended(file: BinaryIO, limit: Limit, head: png.Header, choices: SourceChoices) -> Decoded:
    """Decode what is left; what says how it looks is trusted unless a decoder stumbles over it."""
    try:
        mended = io.BytesIO(png_repair.mended(file, head, trusting=True))
        return _colored(mended, _decoded(mended, limit, head, choices))
    except PellucidError:
        raise
    except Exception:  # noqa: BLE001 -- as above
        mended = io.BytesIO(png_repair.mended(file, head, trusting=False))
        return _colored(mended, _decoded(mended, limit, head, choices))


def _decoded(file: BinaryIO, limit: Limit, head: png.Header, choices: SourceChoices) -> Decoded:
    if head.depth == _DEEP:
        return _read_deep(file, limit, head)
    return pillow.read("PNG", file, limit, choices)


def _colored(file: BinaryIO, decoded: Decoded) -> Decoded:
    said = png_color.read(file)
    if said.codes is not None:
        decoded = replace(decoded, embedded=replace(decoded.embedded, icc=None))
        if not said.is_full_range:
            decoded = replace(decoded, samples=by_strips(_widened, decoded.samples))
    return decoded if decoded.embedded.icc is not None else honoured(decoded, said.signal)


def _widened(samples: NDArray[Any]) -> NDArray[Any]:
    """Samples of the narrow range of video, 16 to 235 of 255, over the full range."""
    full = np.iinfo(samples.dtype).max
    unit = (samples / np.float32(full) - _NARROW_BLACK) / _NARROW_SPAN
    return np.asarray(np.rint(np.clip(unit, 0, 1) * full), samples.dtype)


def _read_deep(file: BinaryIO, limit: Limit, head: png.Header) -> Decoded:
    channels = _CHANNELS[head.color_type]
    file.seek(0)
    expected = head.width * head.height * channels * 2 + _MAX_OVERHEAD_BYTES
    coded = file.read(expected + 1)
    if len(coded) > expected:
        raise UnreadableError(
            tr("{path}: the file is far larger than its picture. Get a fresh copy of it.", path=shown(limit.path))
        )
    decoded = imagecodecs.png_decode(coded)
    del coded
    if decoded.dtype != np.uint16 or decoded.shape[:2] != (head.height, head.width):
        raise ValueError("the picture is not what its header says")
    samples, alpha = split_alpha(decoded)
    key = png.transparent_color(file)
    if alpha is None and len(key) == samples.shape[2]:
        alpha = np.where((samples == np.array(key, np.uint16)).all(axis=2), 0, 65535).astype(np.uint16)
    warnings = (tr(pillow.MOVING),) if png.is_animation(file) else ()
    return Decoded("PNG", samples, alpha, png.read(file), warnings=warnings)
