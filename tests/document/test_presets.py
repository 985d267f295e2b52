"""Presets come back as they were, and change what they name only."""

import json
from pathlib import Path

import pytest

from pellucid.document import presets
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.presets import Preset
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.framing import Framing
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone

NOISY = EditStack((Step("denoise", Denoise(gamma=1.4), locals=(Local("sky", changes=(("gamma", 2.0),)),)),))


def test_a_written_preset_is_read_again(tmp_path: Path) -> None:
    preset = Preset.of("Abend", Edit(stack=NOISY, framing=Framing(quarter_turns=1)), with_framing=True)
    presets.write(tmp_path / "a.json", preset)
    assert presets.read(tmp_path / "a.json") == preset


def test_a_preset_leaves_masks_and_what_it_does_not_name() -> None:
    preset = Preset.of("Noise", Edit(stack=NOISY))
    assert preset.operations.steps[0].locals == ()
    own = Local("face", changes=(("gamma", 0.0),))
    edit = Edit(
        stack=EditStack((Step("denoise", Denoise(), locals=(own,)), Step("tone", Tone(exposure=0.5)))),
        framing=Framing(angle_deg=2.0),
    )
    over = preset.over(edit)
    assert over.stack.step("denoise") == Step("denoise", Denoise(gamma=1.4), locals=(own,))
    assert (over.stack.step("tone"), over.framing) == (edit.stack.step("tone"), edit.framing)


def test_a_preset_with_a_framing_frames_as_well() -> None:
    preset = Preset("Turned", EditStack(), Framing(quarter_turns=1))
    assert preset.over(Edit(framing=Framing(angle_deg=2.0))).framing == Framing(quarter_turns=1)


def test_steps_of_a_newer_version_stay_in_a_preset() -> None:
    grain = {"operation": "grain", "version": 1, "enabled": True, "parameters": {}}
    content = presets.encode(Preset("Noise", NOISY)) | {"operations": [grain]}
    assert presets.encode(presets.decode(json.dumps(content).encode()))["operations"] == [grain]


@pytest.mark.parametrize(
    "changes", [{"schema": 2}, {"schema": True}, {"name": 3}, {"operations": {}}, {"framing": {"bend": 1}}, {"x": 1}]
)
def test_what_is_no_preset_is_refused(changes: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(presets.encode(Preset("Noise", NOISY)) | changes))
    with pytest.raises(UnreadableError, match=r"a\.json: This preset cannot be read"):
        presets.read(path)
