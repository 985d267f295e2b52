"""One version, the right torch, installers that know every kind of photo, and a bill of materials."""

import plistlib
import re
from pathlib import Path

import pytest

import pellucid
from freezing import environment, mac_bundle, parts_list, photo_formats, version, windows_version
from pellucid.foundation.formats import PHOTO_ENDINGS

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (ROOT / "packaging" / "windows" / "pellucid.nsi").read_text("utf-8")


def test_the_version_stands_in_one_place() -> None:
    assert version.project_version(ROOT) == pellucid.__version__
    others = [path for path in (ROOT / "packaging").rglob("*") if path.suffix in {".py", ".nsi", ".spec", ".xml", ".1"}]
    pattern = re.compile(rf'"{re.escape(pellucid.__version__)}"|-{re.escape(pellucid.__version__)}\b')
    assert not [path.name for path in others if pattern.search(path.read_text("utf-8"))]


def test_a_checkout_without_a_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "app/pellucid").mkdir(parents=True)
    (tmp_path / "app/pellucid/__init__.py").write_text("")
    with pytest.raises(ValueError, match="__version__"):
        version.project_version(tmp_path)


def test_windows_gets_four_numbers() -> None:
    assert version.four_numbers("1.2.3rc1") == (1, 2, 3, 0)
    assert windows_version.resource_strings("1.2.3", "pellucid")["OriginalFilename"] == "pellucid.exe"


def test_linux_asks_for_torch_without_a_graphics_card() -> None:
    pins = (ROOT / "packaging" / "constraints.txt").read_text("utf-8")
    assert environment.torch_pin(pins, "linux").endswith("+cpu")
    assert "+" not in environment.torch_pin(pins, "darwin")
    with pytest.raises(ValueError, match="no torch"):
        environment.torch_pin("numpy==2.0\n", "linux")


def test_windows_offers_what_the_editor_opens_and_takes_nothing_over() -> None:
    offered = re.findall(r'DO} "(\.\w+)"', photo_formats.windows_endings())
    assert offered == list(PHOTO_ENDINGS)
    assert {".jpg", ".png", ".tif", ".webp", ".heic", ".dng", ".cr3"} <= set(offered)
    assert "ForEveryEnding OfferFor" in SCRIPT
    assert "OpenWithProgids" in SCRIPT
    assert not re.search(r'WriteRegStr HK\w+ "Software\\Classes\\\.', SCRIPT)


def test_what_windows_is_told_is_taken_back() -> None:
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', SCRIPT.split('Section "Uninstall"')[0]))
    removed = re.findall(r'DeleteReg(?:Key|Value) HKCU "([^"]+)"', SCRIPT)
    keys = [key.replace("${CAPABILITIES_KEY}", "Software\\${APP}\\Capabilities") for key in written]
    assert not [key for key in keys if not any(key.startswith(gone) for gone in removed)]


def test_macos_is_an_alternate_editor_and_follows_dark_mode() -> None:
    facts = plistlib.loads(plistlib.dumps(mac_bundle.INFO_PLIST))
    (kind,) = facts["CFBundleDocumentTypes"]
    assert (kind["CFBundleTypeRole"], kind["LSHandlerRank"]) == ("Editor", "Alternate")
    assert "public.jpeg" in kind["LSItemContentTypes"]
    assert facts["NSHighResolutionCapable"] is True
    assert facts["NSRequiresAquaSystemAppearance"] is False


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("numpy>=1.26", "numpy"),
        ("typing-extensions (>=4.10.0)", "typing-extensions"),
        ('bm3d>=4; extra == "bench"', ""),
        ('filelock; python_version >= "3.8"', "filelock"),
    ],
)
def test_requirements_are_named_without_extras(line: str, name: str) -> None:
    assert parts_list.required_name(line) == name


def test_the_bill_of_materials_names_every_part_once_with_its_licence() -> None:
    found = parts_list.requirements_of("safetensors") | parts_list.requirements_of("numpy")
    program = found.pop("safetensors")
    bill = parts_list.bill(program, list(found.values()))
    names = [part["name"] for part in bill["components"]]
    assert bill["bomFormat"] == "CycloneDX"
    assert sorted(names) == ["numpy", "python"]
    assert all(part["licenses"][0]["license"]["name"] for part in bill["components"] if part["name"] != "python")
    assert "numpy" in parts_list.licences(list(found.values()))
