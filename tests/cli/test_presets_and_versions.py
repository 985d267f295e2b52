"""Presets and versions by name on the command line: what comes first, and what on top of it."""

import argparse
import json
from pathlib import Path

import pytest

from cli.pictures import Run
from pellucid.cli.edit_options import add_edit_arguments
from pellucid.cli.job import begun
from pellucid.cli.serve import parse_job
from pellucid.document import preset_folder, sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.presets import Preset
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.document.versions import Version
from pellucid.foundation.framing import Framing
from pellucid.io.decode import open_photo
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone

DARK = EditStack((Step("tone", Tone(exposure=-1.0)),))
BRIGHT = EditStack((Step("tone", Tone(exposure=1.0)),))


def samples(path: Path) -> object:
    return open_photo(path).samples.tolist()


def mean(path: Path) -> float:
    return float(open_photo(path).samples.mean())


@pytest.fixture
def versioned(photo: Path) -> Path:
    """A photo that is dark by its saved edits and bright by a version."""
    version = Version("Bright one", Edit(stack=BRIGHT), "2026-01-02T03:04:05Z")
    stored = Sidecar(SourceIdentity.of(open_photo(photo).facts), Edit(stack=DARK), 1, versions=(version,))
    sidecar.write(sidecar.sidecar_path(photo), stored)
    return photo


def test_a_preset_is_applied_by_name_and_by_file(run: Run, photo: Path, tmp_path: Path) -> None:
    kept = preset_folder.save_preset(Preset("Dark", DARK))
    for target, words in (
        ("a", ["--preset", "dark"]),
        ("b", ["--preset", kept.path]),
        ("c", ["--op", "tone:exposure=-1"]),
    ):
        assert run("apply", photo, tmp_path / f"{target}.png", *words) == 0
    assert samples(tmp_path / "a.png") == samples(tmp_path / "b.png") == samples(tmp_path / "c.png")


def test_what_is_named_beside_a_preset_comes_on_top(run: Run, photo: Path, tmp_path: Path) -> None:
    preset_folder.save_preset(Preset("Dark and turned", DARK, Framing(quarter_turns=1)))
    words = ["--preset", "Dark and turned"]
    assert run("apply", photo, tmp_path / "a.png", *words, "--op", "tone:exposure=1") == 0
    assert run("apply", photo, tmp_path / "b.png", "--turn", "90", "--op", "tone:exposure=1") == 0
    assert samples(tmp_path / "a.png") == samples(tmp_path / "b.png")


def test_a_preset_that_is_not_there_is_told_before_the_first_photo(
    run: Run, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("batch", photo, "--out", tmp_path / "out", "--preset", "Nothing") == 2
    assert "there is no preset “Nothing”; there are “Night, hand-held”" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_version_of_the_saved_edits_is_made_by_name(run: Run, versioned: Path, tmp_path: Path) -> None:
    assert run("apply", versioned, tmp_path / "bright.png", "--version", "bright one") == 0
    assert run("batch", versioned, "--out", tmp_path / "out", "--version", "Bright one") == 0
    assert run("batch", versioned, "--out", tmp_path / "saved", "--sidecar") == 0
    bright, dark = tmp_path / "bright.png", tmp_path / "saved" / versioned.name
    assert samples(bright) == samples(tmp_path / "out" / versioned.name)
    assert mean(bright) > mean(versioned) > mean(dark)
    file = sidecar.sidecar_path(versioned)
    assert run("apply", versioned, tmp_path / "two.png", "--sidecar", file, "--version", "Bright one") == 0
    assert samples(tmp_path / "two.png") == samples(bright)


def test_a_version_that_a_photo_has_not_is_told(
    run: Run, versioned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("apply", versioned, tmp_path / "a.png", "--version", "Mild") == 2
    assert "no version “Mild” of this photo; there are “Bright one”" in capsys.readouterr().err
    assert run("batch", versioned, "--out", tmp_path / "out", "--version", "Mild") == 9
    assert not (tmp_path / "a.png").exists()


def test_a_preset_over_saved_edits_keeps_their_masks() -> None:
    local = Local("sky", changes=(("gamma", 2.0),))
    saved = Edit(stack=EditStack((Step("denoise", Denoise(), locals=(local,)),)))
    preset = Preset("Noise", EditStack((Step("denoise", Denoise(gamma=1.4)),)))
    assert begun(saved, preset, DARK).stack == EditStack(
        (Step("denoise", Denoise(gamma=1.4), locals=(local,)), *DARK.steps)
    )


def test_a_job_of_the_service_names_them_alike(versioned: Path) -> None:
    preset_folder.save_preset(Preset("Dark", DARK))
    job = parse_job(json.dumps({"in": "a.png", "out": "b.png", "preset": "Dark", "version": "Mild"}).encode(), 1000)
    assert (job.preset, job.version) == (Preset("Dark", DARK), "Mild")


def test_the_version_of_the_program_is_still_told() -> None:
    parser = argparse.ArgumentParser()
    add_edit_arguments(parser)
    assert parser.parse_args(["--version", "A"]).begins_with == "A"


def test_presets_are_listed_exported_imported_and_deleted(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    preset_folder.save_preset(Preset("Dark", DARK, Framing(quarter_turns=1)))
    assert run("presets", "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Night, hand-held: Denoise, Low light, Tone"
    assert lines[-1] == "Dark (yours): Tone, Crop and straighten"
    file = tmp_path / f"dark{preset_folder.SUFFIX}"
    assert run("presets", "export", "dark", file) == 0
    assert run("presets", "export", "dark", file) == 2
    assert run("presets", "delete", "Dark") == 0
    assert run("presets", "delete", "Old JPEG") == 2
    assert run("presets", "import", file) == 0
    capsys.readouterr()
    assert run("presets", "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)["presets"]
    assert [preset["name"] for preset in listed][-1] == "Dark"
    assert listed[-1]["operations"][0]["parameters"]["exposure"] == -1.0
