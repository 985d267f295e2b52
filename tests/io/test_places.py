"""What tells a place, by meaning; and what only looks like it."""

import pytest

from pellucid.io.places import PlaceNames, is_place_vocabulary, names_in_keyword, names_place

_NOWHERE = PlaceNames()


@pytest.mark.parametrize(
    "field",
    ["GPSLatitude", "GpsLongtitude", "exif:GPSAltitude", "AbsoluteAltitude", "City", "Sublocation", "Sub-location",
     "CountryCode", "ProvinceState", "State", "WorldRegion", "CiAdrCity", "shotLocation", "GPS Position", "geo:lat",
     "GPSXYAccuracy", "LocationShown", "coverage"],
)  # fmt: skip
def test_fields_for_places_are_known(field: str) -> None:
    assert names_place(field)


@pytest.mark.parametrize(
    "field",
    ["SubjectLocation", "Rating", "CreateDate", "Creator", "FocalPlaneXResolution", "Flash", "LensModel", "Label",
     "RegionInfo", "Statement", "Placement", "YCbCrPositioning", "exif:ExposureTime", "Author"],
)  # fmt: skip
def test_other_fields_are_not(field: str) -> None:
    assert not names_place(field)


def test_vocabularies_of_places_are_known() -> None:
    assert is_place_vocabulary("http://www.w3.org/2003/01/geo/wgs84_pos#")
    assert is_place_vocabulary("http://www.opengis.net/kml/2.2")
    assert not is_place_vocabulary("http://ns.adobe.com/xap/1.0/")
    assert not is_place_vocabulary("http://www.dji.com/drone-dji/1.0/")


@pytest.mark.parametrize(
    "text",
    ["+51.4778-000.0015/", "51,28.667N", "lat=51.4778 lon=-0.0015", "Latitude: 51", "51.4778, -0.0015",
     "at 51.4778,-0.1", "51.4778 -0.0015", "51°28'40\"N",
     "51.4778 N", "geo:51.47,-0.001", "geo:lat=51.47", "https://maps.google.com/?q=here", "Places|England|Greenwich",
     "Europe|England", "places/home", "Geotagged", '{"longitude":13.4}',
     '<Categories><Category Assigned="0">Places<Category Assigned="1">Hull</Category></Category></Categories>'],
)  # fmt: skip
def test_texts_that_tell_a_place_are_known(text: str) -> None:
    assert _NOWHERE.are_named_in(text)


@pytest.mark.parametrize(
    "text",
    ["2021-07-04T12:34:56+02:00", "f/1,8 at 2,5 s", "City lights", "State of the art", "24-70 mm", "boat",
     "things|boat", "0.008 s", "A walk at 9:30", "1.000", "24/1, 70/1, 28/10", "ISO 100, 1/125 s"],
)  # fmt: skip
def test_other_texts_are_not(text: str) -> None:
    assert not _NOWHERE.are_named_in(text)


def test_names_are_known_again_as_whole_words() -> None:
    names = PlaceNames.of([" Greenwich ", "UK", "2200"])
    assert names.names == frozenset(["greenwich"])
    assert names.are_named_in("A walk in GREENWICH, at noon")
    assert not names.are_named_in("Greenwichs")
    assert not names.are_named_in("UK")


def test_a_path_of_places_tells_names() -> None:
    assert names_in_keyword("Places|England|Greenwich") == ("England", "Greenwich")
    assert names_in_keyword("Places/England/Greenwich") == ("England", "Greenwich")
    assert names_in_keyword("things|boat") == ()
    assert names_in_keyword("boat") == ()
