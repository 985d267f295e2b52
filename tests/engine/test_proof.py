"""Exports with proof tell what was done, in XMP that others read; exports without it tell nothing of the kind."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from defusedxml import ElementTree
from PIL import Image

from engine.conftest import noisy_samples
from helpers.eyes import two_eyes, write_mpo
from helpers.looks import installed_look
from pellucid import __version__
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local
from pellucid.engine.engine import Engine
from pellucid.engine.export import ExportRequest, export_document
from pellucid.foundation.export_options import ExportOptions, MetadataChoice, Sharpening
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.masks import Component, LinearGradient, Mask
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.documents import open_document
from pellucid.io.stereo import Pair
from pellucid.networks.loading import find_model
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.retouch.parameters import Parameters as Retouch
from pellucid.operations.tone.parameters import Parameters as Tone

RDF, EVENT, OWN = (
    f"{{{uri}}}"
    for uri in (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
        "urn:pellucid:history:1.0/",
    )
)
PROOF = ExportOptions(proof=True)
DENOISED = Edit(stack=EditStack().with_parameters("denoise", Denoise(gamma=1.25)))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "waves.jpg"
    Image.fromarray(noisy_samples(64, 80)).save(path, quality=95, comment=b"by hand")
    return path


def exported(photo: Path, edit: Edit, engine: Engine, options: ExportOptions = PROOF, name: str = "out.jpg") -> Path:
    target = photo.parent / name
    export_document(open_document(photo), ExportRequest(edit, target, options), engine, Progress())
    return target


def told(path: Path) -> list[dict[str, Any]]:
    """What a file tells of its making, read by an XML parser that knows nothing of how it was written."""
    packet = open_photo(path).metadata.xmp
    if packet is None:
        return []
    root = ElementTree.fromstring(packet.strip(b"\0 \n"))
    lists = root.findall(f".//{{http://ns.adobe.com/xap/1.0/mm/}}History/{RDF}Seq")
    assert len(lists) <= 1
    return [_event(item) for found in lists for item in found.findall(f"{RDF}li/{RDF}Description")]


def _event(item: Any) -> dict[str, Any]:
    networks = item.findall(f"{OWN}networks/{RDF}Bag/{RDF}li/{RDF}Description")
    fields = {name: item.findtext(f"{EVENT}{name}") for name in ("action", "softwareAgent", "parameters")}
    return fields | {"networks": {one.findtext(f"{OWN}name"): one.findtext(f"{OWN}sha256") for one in networks}}


def test_operation_parameters_network_digest_and_version_are_told(photo: Path, engine: Engine) -> None:
    filtered, saved = told(exported(photo, DENOISED, engine))
    assert filtered["action"] == "filtered"
    assert filtered["softwareAgent"] == saved["softwareAgent"] == f"Pellucid {__version__}"
    assert filtered["parameters"].startswith("denoise:")
    assert {"method=cbdnet", "gamma=1.25"} <= set(filtered["parameters"].partition(":")[2].split(","))
    assert filtered["networks"] == {"cbdnet": find_model("cbdnet").sha256}
    assert (saved["action"], saved["parameters"], saved["networks"]) == ("saved", None, {})


@pytest.mark.parametrize("name", ["out.jpg", "out.png", "out.tif", "out.webp"])
@pytest.mark.parametrize("choice", list(MetadataChoice))
def test_every_format_tells_it_whatever_metadata_are_carried(
    photo: Path, engine: Engine, name: str, choice: MetadataChoice
) -> None:
    toned = Edit(stack=EditStack().with_parameters("tone", Tone(exposure=0.5)))
    path = exported(photo, toned, engine, ExportOptions(proof=True, metadata=choice), name)
    assert [event["action"] for event in told(path)] == ["filtered", "saved"]
    with Image.open(path) as image:
        assert "ResourceEvent" in repr(image.info) or image.getxmp()  # other libraries find the packet, too


@pytest.mark.parametrize("edit", [Edit(), DENOISED])
def test_nothing_is_told_where_nobody_asked(photo: Path, engine: Engine, edit: Edit) -> None:
    path = exported(photo, edit, engine, ExportOptions())
    assert told(path) == []
    assert b"ellucid" not in path.read_bytes()


def test_a_photo_without_edits_keeps_its_coded_picture(photo: Path, engine: Engine) -> None:
    path = exported(photo, Edit(), engine)
    assert [event["action"] for event in told(path)] == ["saved"]
    assert np.array_equal(open_photo(path).samples, open_photo(photo).samples)
    assert open_photo(path).metadata.comments == open_photo(photo).metadata.comments


def test_shape_and_size_are_told_in_their_order(photo: Path, engine: Engine) -> None:
    edit = Edit(framing=Framing(quarter_turns=1, crop=UnitRect(0, 0, 0.5, 1)))
    size, sharp = OutputSize(Measure.LONG_SIDE, 40), Sharpening.SCREEN
    path = exported(photo, edit, engine, ExportOptions(proof=True, size=size, sharpening=sharp))
    assert [(event["action"], event["parameters"]) for event in told(path)][1:] == [
        ("resized", "size:16x40"),
        ("filtered", "sharpen:screen"),
        ("saved", None),
    ]
    assert '"quarter_turns":1' in told(path)[0]["parameters"]


def test_what_was_told_before_stays(photo: Path, engine: Engine) -> None:
    first = exported(photo, DENOISED, engine, name="first.jpg")
    again = exported(first, Edit(), engine, name="again.png")
    assert [event["action"] for event in told(again)] == ["filtered", "saved", "saved"]


def test_names_that_a_person_gave_are_not_told(photo: Path, engine: Engine) -> None:
    mask = Mask("m1", "Garden in Greenwich", (Component(LinearGradient((0.0, 0.0), (0.0, 1.0))),))
    look = installed_look("Wedding of Ann")
    stack = EditStack().with_parameters("retouch", Retouch(method=look.id)).with_parameters("tone", Tone())
    tone = stack.step("tone")
    assert tone is not None
    stack = stack.with_step(tone.with_local(Local("m1").with_change("exposure", 1.0)))
    path = exported(photo, Edit(stack=stack, masks=(mask,)), engine)
    coded = path.read_bytes().lower()
    assert not any(word in coded for word in (b"greenwich", b"wedding", b"garden"))
    parameters = [event["parameters"] for event in told(path)]
    assert any(text and f"method=look:{look.id[-8:]}" in text for text in parameters)
    assert any(text and text.startswith("tone@") and text.endswith(":exposure=1.0") for text in parameters)


def test_both_eyes_of_a_pair_tell_it(tmp_path: Path, engine: Engine) -> None:
    photo = write_mpo(tmp_path / "pair.mpo", two_eyes(40, 56))
    for name, edit in (
        ("copy.mpo", Edit()),
        ("toned.mpo", Edit(stack=EditStack().with_parameters("tone", Tone(exposure=0.5)))),
    ):
        path = exported(photo, edit, engine, name=name)
        pair = open_document(path)
        assert isinstance(pair, Pair)
        assert all(b"ResourceEvent" in (eye.metadata.xmp or b"") for eye in pair.eyes)
