"""Presets are kept, named, exported and brought back; those of Pellucid can be read and do what they say."""

from pathlib import Path

import pytest

from pellucid.document import preset_folder, presets
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Step
from pellucid.document.preset_folder import SUFFIX
from pellucid.document.presets import Preset
from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.foundation.framing import Framing
from pellucid.foundation.paths import resources_dir
from pellucid.operations.catalogue import find
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone

STEPS = EditStack((Step("denoise", Denoise(gamma=1.4)), Step("tone", Tone(exposure=0.5))))
EVENING = Preset("Evening", STEPS)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "data"))


def own() -> list[str]:
    return [kept.name for kept in preset_folder.list_presets() if not kept.is_bundled]


def test_only_chosen_operations_are_saved() -> None:
    edit = Edit(stack=STEPS, framing=Framing(quarter_turns=1))
    preset = Preset.of("Light", edit, ["tone"])
    assert ([step.operation for step in preset.operations.steps], preset.framing) == (["tone"], None)
    assert Preset.of("Light", edit, ["tone"], with_framing=True).framing == edit.framing


def test_a_name_that_is_taken_gets_a_number_wherever_it_comes_from(tmp_path: Path) -> None:
    first = preset_folder.save_preset(EVENING)
    preset_folder.save_preset(EVENING)
    preset_folder.export_preset(first.preset, tmp_path / f"x{SUFFIX}")
    assert preset_folder.import_preset(tmp_path / f"x{SUFFIX}").preset == Preset("Evening 3", STEPS)
    assert own() == ["Evening", "Evening 2", "Evening 3"]
    assert preset_folder.save_preset(Preset("old jpeg", STEPS)).name == "old jpeg 2", "Pellucid has one of that name"


def test_names_in_any_script_have_files(tmp_path: Path) -> None:
    for name in ("夜景", "Вечер", "A/B: C?"):
        assert presets.read(preset_folder.save_preset(Preset(name, STEPS)).path).name == name
    assert sorted(own()) == sorted(["夜景", "Вечер", "A/B: C?"])


def test_renaming_keeps_the_rest(tmp_path: Path) -> None:
    kept = preset_folder.save_preset(EVENING)
    preset_folder.save_preset(Preset("Dawn", STEPS))
    assert preset_folder.rename_preset(kept, "Dawn").name == "Dawn 2"
    assert preset_folder.rename_preset(kept, "DUSK").preset == Preset("DUSK", STEPS)
    with pytest.raises(UsageError, match="A preset needs a name"):
        preset_folder.rename_preset(kept, " ")


def test_what_was_deleted_comes_back_as_it_was() -> None:
    kept = preset_folder.save_preset(EVENING)
    before = kept.path.read_bytes()
    deleted = preset_folder.delete_preset(kept)
    assert own() == []
    preset_folder.save_preset(EVENING)
    preset_folder.restore_preset(deleted)
    assert len(own()) == 2
    assert any(path.read_bytes() == before for path in kept.path.parent.iterdir())


def test_a_preset_is_found_by_name_or_file(tmp_path: Path) -> None:
    preset_folder.save_preset(EVENING)
    assert preset_folder.find_preset(" evening") == EVENING
    preset_folder.export_preset(Preset("Other", STEPS), tmp_path / "any.json")
    assert preset_folder.find_preset(str(tmp_path / "any.json")).name == "Other"
    with pytest.raises(UsageError, match=r"no preset “Morning”; there are .*“Old JPEG”.*“Evening”"):
        preset_folder.find_preset("Morning")
    with pytest.raises(UnreadableError, match="missing"):
        preset_folder.find_preset(str(tmp_path / f"missing{SUFFIX}"))


def test_a_damaged_file_hides_no_other_preset() -> None:
    kept = preset_folder.save_preset(EVENING)
    (kept.path.parent / f"broken{SUFFIX}").write_bytes(b"{")
    assert own() == ["Evening"]


def test_the_presets_of_pellucid() -> None:
    bundled = [kept for kept in preset_folder.list_presets() if kept.is_bundled]
    assert [kept.name for kept in bundled] == ["Night, hand-held", "Old JPEG", "Hazy landscape", "Scan of a print"]
    assert len(bundled) == len(list((resources_dir() / "presets").iterdir()))
    for kept in bundled:
        assert kept.preset.is_understood
        assert kept.preset.framing is None
        steps = kept.preset.operations.steps
        assert steps, kept.name
        assert not [step for step in steps if not step.enabled or find(step.operation).is_neutral(step.parameters)]
