"""Findings of a photo that nobody measured."""

from pellucid.foundation.findings import FRAMING, Finding, Findings, Kind, Proposal

NOISE = Finding(
    Kind.NOISE, 14.2, "levels", 0.93, 0.8, True, "Noise of 14 levels in the shadows.", (("Colour", "9 levels"),),
    ("denoise", "noise"), Proposal("denoise", (("gamma", 1.2),)),
)  # fmt: skip
JPEG = Finding(
    Kind.JPEG, 72, "quality", 1.0, 0.7, True, "Saved as a JPEG of quality 72.", (), None, Proposal("deartifact", ())
)
HAZE = Finding(
    Kind.HAZE, 34.0, "%", 0.7, 0.6, True, "Haze over the far third.", (), ("dehaze", "transmission"),
    Proposal("dehaze", ()),
)  # fmt: skip
DARK = Finding(
    Kind.DARK, -2.0, "EV", 0.8, 0.9, True, "Two stops too dark.", (), ("relight", "gain"), Proposal("relight", ())
)
HORIZON = Finding(
    Kind.HORIZON, 1.3, "°", 0.9, 0.6, True, "Tilted 1.3° clockwise.", (), None,
    Proposal(FRAMING, (("angle_deg", -1.3),)),
)  # fmt: skip
SOFT = Finding(Kind.DEFOCUS, 2.1, "px", 0.6, 0.55, True, "The subject is out of focus by 2 px.")
UPRIGHT = Finding(Kind.HORIZON, 0.0, "°", 0.9, 0.0, False, "Upright, as far as its lines tell.")
QUIET = Finding(Kind.NOISE, 1.1, "levels", 0.9, 0.1, False, "Hardly any noise.", (), ("denoise", "noise"))
FIVE = (NOISE, JPEG, HAZE, DARK, HORIZON)


def findings(*measured: Finding) -> Findings:
    return Findings("pixels", measured)
