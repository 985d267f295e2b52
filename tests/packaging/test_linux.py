"""What Debian and the desktop are told."""

import re
from pathlib import Path

import pytest

from freezing import debian, desktop, photo_formats, system_libraries
from freezing.system_libraries import Needs
from pellucid.cli.main import VERBS
from pellucid.document.sidecar import SUFFIX
from pellucid.foundation.formats import MEDIA_TYPES
from pellucid.operations.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
READELF = """
File: /a/liba.so
Dynamic section at offset 0x1 contains 2 entries:
 0x0000000000000001 (NEEDED)             Shared library: [libGL.so.1]
 0x0000000000000001 (NEEDED)             Shared library: [libc.so.6]

File: /a/b/libb.so
 0x0000000000000001 (NEEDED)             Shared library: [liba.so]
"""


def test_needs_are_read_by_file() -> None:
    by_file = system_libraries.split_by_file(READELF)
    assert list(by_file) == ["/a/liba.so", "/a/b/libb.so"]
    assert "libGL.so.1" in by_file["/a/liba.so"]
    assert "libGL.so.1" not in by_file["/a/b/libb.so"]


def test_the_newest_c_library_counts_by_number_not_by_letter() -> None:
    assert system_libraries.newest_glibc("Name: GLIBC_2.4 \n Name: GLIBC_2.36 \n Name: GLIBC_2.9") == (2, 36)


def test_dependencies_follow_from_needs() -> None:
    found = system_libraries.depends(Needs(frozenset({"libGL.so.1", "libc.so.6", "libm.so.6"}), (2, 36)))
    assert found == ["libc6 (>= 2.36)", "libgl1", "libglx0"]


def test_a_library_of_no_known_package_ends_the_build() -> None:
    with pytest.raises(ValueError, match=r"libnew\.so\.7"):
        system_libraries.depends(Needs(frozenset({"libnew.so.7"}), (2, 36)))


def test_the_control_file_has_what_dpkg_asks_for() -> None:
    said = debian.control("1.2.3", ["libc6 (>= 2.36)", "libgl1"], 4711, "A <a@b.invalid>")
    fields = dict(line.split(": ", 1) for line in said.splitlines() if re.match(r"[A-Z][\w-]+: ", line))
    assert fields["Version"] == "1.2.3"
    assert fields["Architecture"] == "amd64"
    assert fields["Maintainer"] == "A <a@b.invalid>"
    assert fields["Installed-Size"] == "4711"
    assert "libgl1" in fields["Depends"].split(", ")
    assert all(len(line) <= 80 for line in said.splitlines() if line.startswith(" "))
    assert said.endswith("\n")


def test_the_changelog_is_written_as_dpkg_reads_it() -> None:
    first, *_, last = debian.changelog("1.2.3", "2026-01-02", "A <a@b.invalid>").strip("\n").splitlines()
    assert first == "pellucid (1.2.3) unstable; urgency=medium"
    assert last == " -- A <a@b.invalid>  Fri, 02 Jan 2026 00:00:00 +0000"


def test_the_maintainer_is_the_author_of_the_project_and_no_address_is_invented(tmp_path: Path) -> None:
    assert debian.maintainer(ROOT) == "The Pellucid project <nobody@pellucid.invalid>"
    (tmp_path / "pyproject.toml").write_text('[project]\nauthors = [{ name = "A", email = "a@b.invalid" }]\n')
    assert debian.maintainer(tmp_path) == "A <a@b.invalid>"


@pytest.mark.parametrize(("version", "expected"), [("1.2.3", "1.2.3"), ("1.2.3rc1", "1.2.3~rc1")])
def test_a_candidate_comes_before_its_release(version: str, expected: str) -> None:
    assert debian.debian_version(version) == expected


def test_the_desktop_entry_starts_the_program_with_files_and_matches_the_window() -> None:
    template = (LINUX / f"{desktop.APP_ID}.desktop").read_text("utf-8")
    lines = photo_formats.with_media_types(template).splitlines()
    entry = dict(line.split("=", 1) for line in lines if "=" in line)
    assert entry["Exec"] == "pellucid %F"
    assert entry["Icon"] == desktop.APP_ID
    assert entry["MimeType"] == ";".join((*MEDIA_TYPES, ""))
    assert {"image/jpeg", "image/png", "image/tiff", "image/heif", "image/x-adobe-dng"} <= set(MEDIA_TYPES)
    assert desktop.APP_ID in (ROOT / "app/pellucid/ui/theme.py").read_text("utf-8")


def test_the_metainfo_gets_its_release_from_the_one_version() -> None:
    template = (LINUX / f"{desktop.APP_ID}.metainfo.xml").read_text("utf-8")
    assert 'version="1.2.3" date="2026-01-02" type="stable"' in desktop.metainfo_of(template, "1.2.3", "2026-01-02")
    assert 'type="development"' in desktop.metainfo_of(template, "1.2.3rc1", "2026-01-02")
    with pytest.raises(ValueError, match="no <releases/>"):
        desktop.metainfo_of("<component/>", "1.2.3", "2026-01-02")


def test_edits_have_a_kind_of_file() -> None:
    assert f'pattern="*{SUFFIX}"' in (LINUX / f"{desktop.APP_ID}.mime.xml").read_text("utf-8")


def test_the_manual_names_every_verb_and_no_unknown_operation() -> None:
    manual = (LINUX / "pellucid.1").read_text("utf-8")
    assert not [verb for verb in VERBS if f".B {verb}\n" not in manual]
    named = set(re.findall(r"\\-\\-op ([a-z_]+)", manual))
    assert named <= {spec.id for spec in CATALOGUE}


def test_compressed_files_are_the_same_every_time() -> None:
    assert desktop.packed(b"text") == desktop.packed(b"text")
