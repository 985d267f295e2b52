"""From the best weights of a run to a model folder: half precision, and a card that names their digest."""

import hashlib
import re
from pathlib import Path

from safetensors.torch import load_file, save

from pellucid.foundation.atomic import write_bytes


def ship(best: Path, folder: Path) -> None:
    """Put weights into a model folder as float16 and bring the digest and length in `model.toml` up to date.

    Args:
        best: float32 safetensors of a run.
        folder: `models/<id>`, with a `model.toml`.
    """
    data = save({name: value.half().contiguous() for name, value in load_file(best).items()})
    write_bytes(folder / "weights.safetensors", data)
    card = folder / "model.toml"
    text = card.read_text(encoding="utf-8")
    text = re.sub(r'^sha256 = ".*"$', f'sha256 = "{hashlib.sha256(data).hexdigest()}"', text, flags=re.MULTILINE)
    text = re.sub(r"^bytes = \d+$", f"bytes = {len(data)}", text, flags=re.MULTILINE)
    write_bytes(card, text.encode())
