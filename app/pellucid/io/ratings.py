"""Stars and rejection, in the XMP files beside photos where other programs look for them.

`xmp:Rating` is 0 to 5, and -1 for a photo that is to go, as Lightroom, Bridge, darktable, digiKam and RawTherapee have
it. All else that lies in such a file stays as its program wrote it; a file that another program changed meanwhile, or
that cannot be understood, is not written. The photo itself never is.
"""

from dataclasses import dataclass
from pathlib import Path

from pellucid.foundation.atomic import write_bytes
from pellucid.foundation.errors import RefusedError
from pellucid.foundation.paths import shown
from pellucid.foundation.photo_summary import MOST_STARS, Rating
from pellucid.foundation.translation import tr
from pellucid.io import xmp
from pellucid.io.beside import find_packet_file, new_packet_file, read_packet
from pellucid.io.xmp_edit import Vocabulary, with_property

_XAP = Vocabulary("http://ns.adobe.com/xap/1.0/", "xmp")
_RATING = "Rating"
_REJECTED = -1
_NEW = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Pellucid">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""/>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


@dataclass(frozen=True)
class StoredRating:
    """A rating as it was read.

    Attributes:
        rating: of the file beside the photo, else of the photo's own packet.
        packet: the content of that file then; None where there was no file.
    """

    rating: Rating
    packet: bytes | None = None


def read_rating(photo: Path, own_packet: bytes | None = None) -> StoredRating:
    """The rating of a photo.

    Args:
        photo: its file, which is not read.
        own_packet: the XMP in it, which counts where the file beside it says nothing.
    """
    file = find_packet_file(photo)
    packet = read_packet(file) if file is not None else None
    rating = _rating_in(packet) or _rating_in(own_packet) or Rating()
    return StoredRating(rating, packet)


def write_rating(photo: Path, rating: Rating, read: StoredRating) -> StoredRating:
    """Write a rating into the XMP file beside a photo; one is made where there is none.

    Args:
        photo: its file, which is not touched.
        rating: to be written.
        read: what was read before; only a file that is still the same is written.

    Returns:
        What would be read now.

    Raises:
        RefusedError: the file was changed meanwhile, or cannot be understood; it is as it was.
        UnwritableError: it cannot be written, and is as it was.
    """
    file = find_packet_file(photo)
    present = read_packet(file) if file is not None else None
    if present != read.packet:
        raise RefusedError(
            tr(
                "{file}: another program has changed the rating or the metadata of this photo meanwhile, so nothing "
                "was written. Look at it and rate it again.",
                file=shown(file or new_packet_file(photo)),
            )
        )
    if file is not None and present is None:
        raise RefusedError(
            tr("{file}: this file cannot be read, so no rating was written into it. Move it away.", file=shown(file))
        )
    stars = str(_REJECTED if rating.is_rejected else rating.stars)
    packet = with_property(_NEW if present is None else present, _XAP, _RATING, stars)
    if packet is None:
        raise RefusedError(
            tr(
                "{file}: this is no XMP that can be understood, so no rating was written into it. Move it away.",
                file=shown(file or photo),
            )
        )
    if packet != present:
        write_bytes(file or new_packet_file(photo), packet)
    return StoredRating(rating, packet)


def _rating_in(packet: bytes | None) -> Rating | None:
    """The rating of a packet; None where it tells none, or none that can be understood."""
    document = xmp.parse(packet) if packet else None
    if document is None:
        return None
    for node in xmp.own_properties(document):
        if (xmp.uri(node), xmp.name(node)) == (_XAP.uri, _RATING):
            try:
                stars = round(float(xmp.text(node)))
            except (ValueError, OverflowError):
                return None
            return Rating(is_rejected=True) if stars < 0 else Rating(min(stars, MOST_STARS))
    return None
