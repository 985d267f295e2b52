"""Colours that a file tells by numbers, honoured: a profile, or tone mapping where the numbers mean HDR."""

from dataclasses import replace

from pellucid.foundation.translation import tr
from pellucid.io import hdr
from pellucid.io.code_points import ColorSignal, Hdr
from pellucid.io.readers.decoded import Decoded


def honoured(decoded: Decoded, signal: ColorSignal | None) -> Decoded:
    """The same picture with the profile that its signal stands for; HDR becomes 16 bits, with a sentence."""
    if signal is None or decoded.color == "cmyk":
        return decoded
    icc = signal.profile(gray=decoded.color == "gray")
    decoded = replace(decoded, embedded=replace(decoded.embedded, icc=icc))
    if not isinstance(signal.transfer, Hdr):
        return decoded
    alpha = None if decoded.alpha is None else hdr.deepened(decoded.alpha)
    note = tr(
        "This is an HDR picture ({transfer}); its highlights were compressed to what a screen shows.",
        transfer=signal.transfer.value,
    )
    return replace(
        decoded, samples=hdr.tone_mapped(decoded.samples, signal), alpha=alpha, warnings=(*decoded.warnings, note)
    )
