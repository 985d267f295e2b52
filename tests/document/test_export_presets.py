"""Named ways to export come back the same, and a bad file among them is passed by."""

from dataclasses import replace
from pathlib import Path

import pytest

from pellucid.document import export_presets
from pellucid.document.export_presets import ExportPreset, find_export_presets
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.export_options import Existing, ExportOptions, MetadataChoice, ProfileChoice, Sharpening
from pellucid.foundation.output_size import Measure, OutputSize

_WEB = ExportPreset(
    "Web / small",
    ExportOptions(
        "JPEG",
        8,
        80,
        ProfileChoice.SRGB,
        MetadataChoice.WITHOUT_LOCATION,
        OutputSize(Measure.BOX, 2048, 1365),
        Sharpening.SCREEN,
    ),
    "{date}-{number}",
    Existing.SKIP,
)


def test_a_preset_comes_back_the_same(tmp_path: Path) -> None:
    path = export_presets.write(_WEB, tmp_path)
    assert export_presets.read(path) == _WEB
    assert find_export_presets(tmp_path) == [_WEB]


def test_a_preset_of_the_same_name_takes_its_place_and_can_go(tmp_path: Path) -> None:
    export_presets.write(_WEB, tmp_path)
    better = replace(_WEB, name="web / Small", pattern="{name}")
    export_presets.write(better, tmp_path)
    assert find_export_presets(tmp_path) == [better]
    export_presets.remove("Web / small", tmp_path)
    export_presets.remove("Web / small", tmp_path)
    assert find_export_presets(tmp_path) == []


def test_overwriting_is_never_remembered(tmp_path: Path) -> None:
    path = export_presets.write(replace(_WEB, options=replace(_WEB.options, overwrite=True)), tmp_path)
    assert not export_presets.read(path).options.overwrite


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[",
        '{"schema": 2, "name": "a", "options": {}}',
        '{"schema": 1, "name": "a", "options": {"quality": "x"}}',
        '{"schema": 1, "name": "a", "options": {}, "pattern": "{nme}"}',
    ],
)
def test_what_is_no_preset_is_passed_by_in_the_list(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(UnreadableError, match=r"bad\.json"):
        export_presets.read(tmp_path / "bad.json")
    assert find_export_presets(tmp_path) == []
