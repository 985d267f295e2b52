"""The parts of a process that are the same for all operations in which every pixel stands for itself.

Such an operation looks at no neighbours, at no whole picture and at no scale, runs no network and has no maps. Its own
module takes these functions over and adds `render` and `preview`, which mostly work by `imaging.pointwise`.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from torch import Tensor

from pellucid.operations.contract import Analysis, Context, DiagnosticMap, FullImage


def analyse(_whole: FullImage, _parameters: Any, _context: Context) -> Analysis:
    """Nothing."""
    return Analysis()


def analysis_key(_parameters: Any) -> Hashable:
    """Nothing is analysed."""
    return None


def analysis_px(_parameters: Any) -> int:
    """No pixel."""
    return 0


def mappable(_parameters: Any) -> tuple[str, ...]:
    """No field: another run costs as little as a map."""
    return ()


def models(_parameters: Any) -> tuple[str, ...]:
    """No network."""
    return ()


def halo(_parameters: Any, _analysis: Analysis, _scale: float) -> int:
    """No neighbours."""
    return 0


def alignment(_parameters: Any) -> int:
    """Tiles start anywhere."""
    return 1


def diagnose(_picture: Tensor, _parameters: Any, _analysis: Analysis, _context: Context) -> Mapping[str, DiagnosticMap]:
    """No maps."""
    return {}
