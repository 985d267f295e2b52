"""What every `process.py` provides, and what it is given. Pixels are torch tensors from here on.

All functions are pure: inputs stay unchanged, the same inputs give the same output. Pictures are working pixels:
float32 extended sRGB `(3, h, w)`, finite, mostly but not always within 0 to 1.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Rect, Size


@dataclass(frozen=True)
class Context:
    """Where and how to compute.

    Attributes:
        device: where the networks run; pictures come and go on it.
        network: gives the network of a model id on that device, in evaluation mode; raises ModelError.
        scale: working pixels per photo pixel, at most 1; below 1 only in previews.
        area: photo pixels that the picture shows; None where that is the whole photo.
        other: gives the same area of the other eye, after the same earlier steps; None unless the parameters chose an
            option that needs a pair.
        output: size of the whole output; of steps on output only, whose `area` is in its pixels.
        maps: values of mappable fields at every pixel of the picture, `(1, h, w)` by field; they stand for the number
            in the parameters.
    """

    device: torch.device
    network: Callable[[str], nn.Module]
    scale: float = 1.0
    area: Rect | None = None
    other: Callable[[], Tensor] | None = None
    output: Size | None = None
    maps: Mapping[str, Tensor] = field(default_factory=dict)

    def value(self, parameters: Any, name: str) -> float | Tensor:
        """A mappable field: a number, or `(1, h, w)` where it differs from place to place."""
        found: float | Tensor = self.maps[name] if name in self.maps else getattr(parameters, name)
        return found


@dataclass(frozen=True)
class Analysis:
    """Facts of a whole picture that tiles cannot know, found once: airlight, global features, statistics."""

    facts: Mapping[str, Any] = field(default_factory=dict)


class FullImage(Protocol):
    """The whole picture as `analyse` may look at it, without holding it all as float; earlier steps are done."""

    @property
    def size(self) -> Size:
        """Full size."""
        ...

    @property
    def other(self) -> "FullImage | None":
        """The eye beside it, after the same steps; None for a photo of one eye."""
        ...

    @property
    def eye(self) -> Eye:
        """Which eye this is; the left one where there is no other."""
        ...

    @property
    def jpeg_quality(self) -> int | None:
        """With which the photo's file was saved, 1 to 100; None where it is no JPEG or does not say."""
        ...

    def overview(self, long_side_px: int) -> Tensor:
        """A reduced copy `(3, h, w)`; at half the size and below, steps on detail are left out of it."""
        ...


@dataclass(frozen=True)
class DiagnosticMap:
    """An analysis map: one value a pixel `(h, w)`, in the unit of the operation's `MapSpec`."""

    values: Tensor


class Process(Protocol):
    """The module `operations/<name>/process.py`, seen as an object."""

    def analyse(self, full_image: FullImage, parameters: Any, context: Context) -> Analysis:
        """Find the facts of the whole picture."""
        ...

    def analysis_key(self, parameters: Any) -> Hashable:
        """What of the parameters `analyse` looks at; while it stays the same, the analysis does.

        None: it looks at nothing at all, and is not even called.
        """
        ...

    def analysis_px(self, parameters: Any) -> int:
        """Long side of the largest copy of the photo that `analyse` looks at; 0 where it looks at no pixel."""
        ...

    def mappable(self, parameters: Any) -> tuple[str, ...]:
        """Number fields that may differ from place to place in one run: `render` asks the context for them.

        A map that is the same everywhere gives what the number gives, to the bit; where the map would make the step
        neutral, its output is its input, to the bit.
        """
        ...

    def models(self, parameters: Any) -> tuple[str, ...]:
        """Ids of the networks that run."""
        ...

    def halo(self, parameters: Any, analysis: Analysis, scale: float) -> int:
        """Pixels needed around a tile at `scale`."""
        ...

    def alignment(self, parameters: Any) -> int:
        """Tiles must start at multiples of this many pixels."""
        ...

    def preview(self, picture: Tensor, parameters: Any, analysis: Analysis, context: Context) -> Tensor:
        """Approximate the result on a reduced copy (`context.scale` below 1)."""
        ...

    def render(self, picture: Tensor, parameters: Any, analysis: Analysis, context: Context) -> Tensor:
        """The result at full scale, of a tile with its halo or of the whole: the same pixels."""
        ...

    def diagnose(
        self, picture: Tensor, parameters: Any, analysis: Analysis, context: Context
    ) -> Mapping[str, DiagnosticMap]:
        """The maps of the operation on a picture with halo, by name."""
        ...
