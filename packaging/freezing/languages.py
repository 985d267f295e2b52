"""The catalogues of languages as the frozen program has them: made by the tool of the environment it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freezing.contents import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path


def release_all(folder: Path) -> list[Path]:
    """Make the `.qm` of every language in a folder; needs the environment with Pellucid and PySide.

    Raises:
        SystemExit: one cannot be made.
    """
    from pellucid.foundation.paths import resources_dir  # noqa: PLC0415 -- is in the environment that is frozen
    from pellucid.ui.catalogues import release  # noqa: PLC0415 -- as above

    made = []
    for name in LANGUAGES:
        target = folder / f"pellucid_{name}.qm"
        if not release(resources_dir() / "translations" / f"pellucid_{name}.ts", target):
            raise SystemExit(f"the catalogue of “{name}” cannot be made; does PySide bring lrelease here?")
        made.append(target)
    return made
