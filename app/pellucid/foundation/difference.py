"""How the difference between a photo and its repaired self is looked at, and what it tells."""

import enum
from dataclasses import dataclass

from pellucid.foundation.translation import mark, tr


class Channel(enum.Enum):
    """What of the difference is shown; the value is its word."""

    LUMA = mark("Luma")
    COLOR = mark("Colour")


GAINS = (1, 2, 4, 8, 16)
"""How many times stronger it can be shown."""

EATING = 0.2
"""From this share of lost detail on, people are warned. Denoising that is told of twice the noise there is took 0.21 to
0.5 of noisy photos, denoising as measured at most 0.15, and a blur of 0.7 px half."""


@dataclass(frozen=True)
class DifferenceView:
    """How it is shown: middle gray where nothing was taken away, brighter where light was."""

    channel: Channel = Channel.LUMA
    gain: int = 4


@dataclass(frozen=True)
class Difference:
    """What is known of the difference in a frame.

    Attributes:
        view: how it is shown.
        is_empty: no repair is on.
        is_measured: the numbers below are known.
        spectrum: of what was taken away, in levels of 255, from 0 to half a cycle a pixel; white noise is even.
        photo_spectrum: of the photo, likewise.
        lost_detail: share of the photo's fine detail along edges that was taken away; below 0 where some was added,
            None where there are no edges to judge by.
    """

    view: DifferenceView
    is_empty: bool = False
    is_measured: bool = False
    spectrum: tuple[float, ...] = ()
    photo_spectrum: tuple[float, ...] = ()
    lost_detail: float | None = None

    @property
    def is_eating(self) -> bool:
        """True where people are to be warned."""
        return self.lost_detail is not None and self.lost_detail >= EATING

    @property
    def sentence(self) -> str:
        """What it tells, for people; empty while it is not known."""
        if self.is_empty:
            return tr("Nothing was taken away: no repair is on.")
        if not self.is_measured:
            return ""
        what = tr("fine detail") if self.view.channel is Channel.LUMA else tr("detail of colour")
        if self.lost_detail is None:
            return tr("There are no edges here by which to tell whether {what} was lost.", what=what)
        share = min(1.0, self.lost_detail)
        if self.is_eating:
            return tr(
                "Detail is being eaten: {share} of the {what} along edges was taken away.",
                share=_percent(share),
                what=what,
            )
        if round(100 * share) < 0:
            return tr("No {what} was lost along edges; {share} was added.", share=_percent(-share), what=what)
        return tr(
            "{share} of the {what} along edges was taken away; the rest is noise.",
            share=_percent(abs(share)),
            what=what,
        )


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
