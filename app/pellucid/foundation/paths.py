"""Where data and settings lie, in the checkout, the wheel and the frozen program alike.

One rule for shipped data: `_bundled` beside the package, else the root of the checkout.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

_PACKAGE = Path(__file__).resolve().parent.parent


def _shipped(name: str) -> Path:
    bundled = _PACKAGE / "_bundled"
    return (bundled if bundled.is_dir() else _PACKAGE.parent.parent) / name


def resources_dir() -> Path:
    """Icons, shaders, sample photos, profiles."""
    return _shipped("resources")


def models_dir() -> Path:
    """Networks, one folder each; `PELLUCID_MODELS_DIR` puts another in its place."""
    return _override("PELLUCID_MODELS_DIR") or _shipped("models")


def config_dir() -> Path:
    """Settings of the person; `PELLUCID_CONFIG_DIR` puts another folder in its place."""
    return _override("PELLUCID_CONFIG_DIR") or _platform().user_config_path


def data_dir() -> Path:
    """What the person made and keeps: looks; `PELLUCID_DATA_DIR` puts another folder in its place."""
    return _override("PELLUCID_DATA_DIR") or _platform().user_data_path


def cache_dir() -> Path:
    """Results that can be computed again; `PELLUCID_CACHE_DIR` puts another folder in its place."""
    return _override("PELLUCID_CACHE_DIR") or _platform().user_cache_path


def state_dir() -> Path:
    """Logs and the recovery store; `PELLUCID_STATE_DIR` puts another folder in its place."""
    return _override("PELLUCID_STATE_DIR") or _platform().user_state_path


def absolute(path: Path) -> Path:
    """A path that means the same file wherever the program stands; links in it stay as the person named them."""
    full = path.absolute()
    return full.resolve() if ".." in full.parts else full


def shown(path: Path | str) -> str:
    """A path as one printable line, however hostile its name."""
    text = str(path)
    with suppress(UnicodeError):  # halves of characters, which no file has in its name
        text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _override(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def _platform() -> "PlatformDirs":
    """The folders that this system has for programs; on Linux those of XDG. Asked anew, as its variables may change."""
    from platformdirs import PlatformDirs  # noqa: PLC0415 -- a machine that only trains may lack it

    return PlatformDirs("pellucid", appauthor=False)
