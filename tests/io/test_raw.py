"""RAW: exposure and white balance as shot, and what else was chosen."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rawpy
import tifffile

from helpers import planted
from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.foundation.source_choices import Highlights, SourceChoices
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_edited, write_unedited
from pellucid.io.readers.raw import camera_color
from pellucid.io.readers.raw_white_balance import multipliers, temperature_of
from pellucid.io.transfer_curves import SRGB_CURVE

_MATRIX = (6722, -635, -963, -4287, 12460, 2028, -908, 2162, 5668)


def _write_dng(
    path: Path,
    stops: float = 0.0,
    *,
    baseline: tuple[int, int] | None = None,
    level: int = 3000,
    more: tuple[Any, ...] = (),
) -> None:
    y, x = np.mgrid[0:96, 0:128]
    scene = level * (0.2 + x / 128 * 0.6 + y / 96 * 0.2)
    neutral = np.where(y % 2 == 0, np.where(x % 2 == 0, 0.6, 1.0), np.where(x % 2 == 0, 1.0, 0.7))
    mosaic = np.clip(scene * neutral * 2.0**stops, 0, 16383).astype(np.uint16)
    tags: list[Any] = [
        (50706, 1, 4, (1, 4, 0, 0), False),
        (271, 2, 0, "Pellucid", False),
        (272, 2, 0, "Formula", False),
        (50708, 2, 0, "Pellucid Formula", False),
        (50721, 10, 9, tuple(number for value in _MATRIX for number in (value, 10_000)), False),
        (50778, 3, 1, 21, False),
        (50728, 5, 3, (6, 10, 1, 1, 7, 10), False),
        (33421, 3, 2, (2, 2), False),
        (33422, 1, 4, (0, 1, 1, 2), False),
        (50717, 3, 1, 16383, False),
    ]
    if baseline:
        tags.append((50730, 10, 1, baseline, False))
    tags += more
    tifffile.imwrite(path, mosaic, photometric=32803, extratags=tags, metadata=None)


def _light(path: Path, **choices: Any) -> Any:
    samples = open_photo(path, choices=SourceChoices(**choices)).samples[8:-8, 8:-8]
    return SRGB_CURVE.decode(samples / 65535)


def test_a_bracket_stays_a_bracket(tmp_path: Path) -> None:
    for name, stops in (("dark", -3), ("middle", 0), ("bright", 1)):
        _write_dng(tmp_path / f"{name}.dng", stops)
    dark, middle, bright = (_light(tmp_path / f"{name}.dng").mean() for name in ("dark", "middle", "bright"))
    assert middle / dark == pytest.approx(8, rel=0.02)
    assert bright / middle == pytest.approx(2, rel=0.02)


def test_a_gray_card_as_meters_expose_it_is_middle_gray(tmp_path: Path) -> None:
    """ISO 12232: 18 % gray lies at 18/141 of saturation."""
    _write_dng(tmp_path / "card.dng", level=round(16383 * 18 / 141))
    assert _light(tmp_path / "card.dng")[40, 90].mean() == pytest.approx(0.18 * (0.2 + 98 / 128 * 0.6 + 0.1), rel=0.1)


def test_white_balance_is_as_shot(tmp_path: Path) -> None:
    _write_dng(tmp_path / "a.dng")
    red, green, blue = _light(tmp_path / "a.dng").mean((0, 1))
    assert red == pytest.approx(green, rel=0.02)
    assert blue == pytest.approx(green, rel=0.02)


def test_a_baseline_exposure_is_followed(tmp_path: Path) -> None:
    _write_dng(tmp_path / "plain.dng")
    _write_dng(tmp_path / "raised.dng", baseline=(1, 1))
    assert _light(tmp_path / "raised.dng").mean() / _light(tmp_path / "plain.dng").mean() == pytest.approx(2, rel=0.01)


@pytest.mark.parametrize("highlights", list(Highlights))
def test_exposure_is_in_stops_and_highlight_handling_keeps_it(tmp_path: Path, highlights: Highlights) -> None:
    _write_dng(tmp_path / "a.dng")
    plain = _light(tmp_path / "a.dng", highlights=Highlights.CLIP).mean()
    changed = _light(tmp_path / "a.dng", highlights=highlights, exposure_ev=-1.5).mean()
    assert changed / plain == pytest.approx(2**-1.5, rel=0.01)


def test_clipped_highlights_are_white_and_come_back_with_less_exposure(tmp_path: Path) -> None:
    _write_dng(tmp_path / "a.dng", 3)
    shown = _light(tmp_path / "a.dng")
    assert (shown[:, -20:] > 0.99).all()  # no tint where single channels end
    clipped = _light(tmp_path / "a.dng", exposure_ev=-2, highlights=Highlights.CLIP)
    blended = _light(tmp_path / "a.dng", exposure_ev=-2)
    assert blended.max() > 1.2 * clipped.max()


def test_temperature_and_tint_move_as_people_expect(tmp_path: Path) -> None:
    _write_dng(tmp_path / "a.dng")
    cold, warm = (_light(tmp_path / "a.dng", temperature_k=kelvin).mean((0, 1)) for kelvin in (3000.0, 9000.0))
    assert warm[0] / warm[2] > 2 * cold[0] / cold[2]
    magenta = _light(tmp_path / "a.dng", temperature_k=5000.0, tint=60.0).mean((0, 1))
    plain = _light(tmp_path / "a.dng", temperature_k=5000.0).mean((0, 1))
    assert magenta[1] / magenta[0] < plain[1] / plain[0]


def test_the_temperature_as_shot_is_found_again(tmp_path: Path) -> None:
    _write_dng(tmp_path / "a.dng")
    with rawpy.imread(str(tmp_path / "a.dng")) as raw:
        camera = camera_color(raw)
    for kelvin in (2500.0, 4500.0, 6500.0, 12_000.0):
        factors = multipliers(kelvin, 0.0, camera)
        assert factors is not None
        assert temperature_of(np.array(factors), camera) == pytest.approx(kelvin, rel=0.01)


def test_packets_and_records_of_a_dng_are_carried_and_tell_no_place_where_none_is_wanted(tmp_path: Path) -> None:
    tags = (
        (700, 1, len(planted.PACKET), planted.PACKET, True),
        (33723, 7, len(planted.RECORDS), planted.RECORDS, True),
        (270, 2, 0, "A walk in Greenwich", True),
    )
    _write_dng(tmp_path / "a.dng", more=tags)
    photo = open_photo(tmp_path / "a.dng")
    assert photo.metadata.iptc == planted.RECORDS
    for choice, is_there in ((MetadataChoice.ALL, True), (MetadataChoice.WITHOUT_LOCATION, False)):
        options = ExportOptions(metadata=choice, overwrite=True)
        for write in (write_unedited, lambda source, *words: write_edited(source, source.samples, *words)):
            write(photo, tmp_path / "b.tif", options)
            coded = (tmp_path / "b.tif").read_bytes()
            assert bool(planted.tells_place(coded)) == is_there
            assert planted.tells(coded, planted.NAME)
            assert planted.tells(coded, planted.RATING)


def test_the_packet_beside_a_raw_file_is_newer_than_the_cameras(tmp_path: Path) -> None:
    own = planted.PACKET.replace(b'xmp:Rating="4"', b'xmp:Rating="0"')
    _write_dng(tmp_path / "a.dng", more=((700, 1, len(own), own, True),))
    assert open_photo(tmp_path / "a.dng").metadata.xmp == own
    (tmp_path / "a.xmp").write_bytes(planted.PACKET)
    assert open_photo(tmp_path / "a.dng").metadata.xmp == planted.PACKET


@pytest.mark.parametrize("is_beside", [False, True])
def test_settings_of_other_programs_for_developing_are_not_carried(tmp_path: Path, is_beside: bool) -> None:
    """Another program would apply them once more to the finished picture."""
    packet = planted.PACKET.replace(
        b'xmp:Rating="4"',
        b'xmp:Rating="4" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Exposure2012="+1.50"',
    )
    _write_dng(tmp_path / "a.dng", more=() if is_beside else ((700, 1, len(packet), packet, True),))
    if is_beside:
        (tmp_path / "a.xmp").write_bytes(packet)
    carried = open_photo(tmp_path / "a.dng").metadata.xmp
    assert carried is not None
    assert planted.RATING in carried
    assert b"Exposure2012" not in carried
