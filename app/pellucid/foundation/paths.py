"""Where data and settings lie, in the checkout, the wheel and the frozen program alike.

One rule for shipped data: `_bundled` beside the package, else the root of the checkout.
"""

import os
import sys
from pathlib import Path

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
    """Settings of the person."""
    return _override("PELLUCID_CONFIG_DIR") or _platform_dir("XDG_CONFIG_HOME", ".config", "Preferences", "APPDATA")


def data_dir() -> Path:
    """What the person made and keeps: looks."""
    return _override("PELLUCID_DATA_DIR") or _platform_dir(
        "XDG_DATA_HOME", ".local/share", "Application Support", "APPDATA"
    )


def cache_dir() -> Path:
    """Results that can be computed again."""
    return _override("PELLUCID_CACHE_DIR") or _platform_dir("XDG_CACHE_HOME", ".cache", "Caches", "LOCALAPPDATA")


def state_dir() -> Path:
    """Logs and the recovery store."""
    return _override("PELLUCID_STATE_DIR") or _platform_dir(
        "XDG_STATE_HOME", ".local/state", "Application Support", "LOCALAPPDATA"
    )


def _override(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def _platform_dir(xdg: str, below_home: str, mac_library: str, windows: str) -> Path:
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / mac_library / "Pellucid"
    if sys.platform == "win32":
        return Path(os.environ.get(windows, home)) / "Pellucid"
    return Path(os.environ.get(xdg) or home / below_home) / "pellucid"
