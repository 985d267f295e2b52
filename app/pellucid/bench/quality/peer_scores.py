"""What other programs gave on a picture, remembered between runs: BM3D takes minutes a megapixel.

One JSON file in the cache folder, a line of figures under the SHA-256 of the damaged and the true picture, the name
and version of the program, and its setting. It is written after each picture, so that an interrupted run goes on
where it stood; losing it costs time and nothing else.
"""

import hashlib
import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from torch import Tensor

from pellucid.bench.quality.scoring import Score
from pellucid.foundation.atomic import write_bytes
from pellucid.foundation.paths import cache_dir

log = logging.getLogger("pellucid.bench")


class PeerMemory:
    """Scores of other programs, by picture, program and setting.

    Args:
        path: the JSON file, `peer-scores.json` in the cache folder where nothing is said; a damaged one is begun anew.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or cache_dir() / "peer-scores.json"
        self._scores = _read(self._path)

    def recall(self, key: str) -> Score | None:
        """The score under a key of `key_of`, or None."""
        found = self._scores.get(key)
        return None if found is None else Score(**found)

    def keep(self, key: str, score: Score) -> None:
        """Remember a score and write the file.

        Raises:
            UnwritableError: the cache folder cannot be written.
        """
        self._scores[key] = asdict(score)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(self._path, json.dumps(self._scores, indent=1, sort_keys=True).encode())


def digest_of(noisy: Tensor, clean: Tensor) -> str:
    """SHA-256 of a damaged picture and its truth, with their shape."""
    parts = (str(tuple(noisy.shape)).encode(), *(part.contiguous().numpy().tobytes() for part in (noisy, clean)))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def key_of(digest: str, peer: str, setting: str) -> str:
    """Key of one run: digest of the picture, name and version of the program, and its setting in words."""
    return f"{digest} {peer} {setting}"


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        scores = json.loads(path.read_text(encoding="utf-8"))
        for found in scores.values():
            Score(**found)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError):
        log.info("%s is damaged and begun anew", path)
        return {}
    return dict(scores)
