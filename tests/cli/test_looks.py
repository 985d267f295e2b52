"""Looks on the command line: taught, listed, given away, used, and missed in a sentence."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cli.pictures import Run, noisy_samples
from helpers.looks import installed_look
from helpers.pairs import graded, scene, write_pairs, write_picture
from pellucid.foundation.looks import delete_look, list_looks
from pellucid.training.looks import developing, teaching


@pytest.fixture(autouse=True)
def _own_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "person"))
    monkeypatch.setattr(teaching, "CONFIGURATION", {"multiplier": 0.125, "guide": "curves"})
    monkeypatch.setattr(developing, "_POINTS", 2048)  # of pictures of 7000 pixels
    monkeypatch.setattr(developing, "STEPS", 200)


@pytest.mark.slow
@pytest.mark.parametrize("verb", [("train", "hdrnet"), ("looks", "teach")])
def test_a_look_is_taught_and_does_what_it_was_taught(
    verb: tuple[str, str], run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs, preview = write_pairs(tmp_path / "pairs", 5), tmp_path / "preview.png"
    write_picture(pairs / "before" / "9.png", scene(9))
    write_picture(pairs / "after" / "9.png", graded(scene(8)))
    words = ("--pairs", pairs, "--name", "Warm", "--preview", preview, "--minutes", "0.01")
    assert run(*verb, *words) == 0
    said = capsys.readouterr().out
    (look,) = list_looks()
    assert "left out: 9.png: the two photos show different pictures" in said
    assert look.id in said
    with Image.open(preview) as sheet:
        assert sheet.size == (3 * 96, 72)
    photo, target = tmp_path / "new.png", tmp_path / "new-out.png"
    write_picture(photo, scene(20))
    edit = f"retouch:method={look.id},amount=1,protect_skin=0,protect_neutral=0"
    assert run("apply", photo, target, "--op", edit) == 0
    wanted = (graded(scene(20)) * 255).permute(1, 2, 0).numpy()
    with Image.open(target) as written:
        assert np.abs(np.asarray(written) - wanted).mean() < 3


def test_looks_are_listed_exported_deleted_and_imported(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("looks", "list") == 0
    assert "There are no looks yet" in capsys.readouterr().out
    look, file = installed_look(), tmp_path / "given.safetensors"
    assert run("looks", "export", "Tea time", file) == 0
    assert run("looks", "export", look.id, file) == 2
    assert run("looks", "delete", look.id) == 0
    assert run("looks", "delete", "Tea time") == 8
    assert run("looks", "import", file) == 0
    capsys.readouterr()
    assert run("looks", "list") == 0
    assert capsys.readouterr().out == f"{look.id}  Tea time, 40.5 dB on 2 held-out pairs\n"


def test_a_look_that_is_gone_is_a_sentence(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    look, photo = installed_look(), tmp_path / "photo.png"
    Image.fromarray(noisy_samples()).save(photo)
    delete_look(look.id)
    assert run("apply", photo, tmp_path / "out.png", "--op", f"retouch:method={look.id}") == 8
    assert "is not installed. Import its file under Looks" in capsys.readouterr().err
    assert not (tmp_path / "out.png").exists()


def test_too_few_pairs_and_missing_words_are_usage(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("looks", "teach", "--pairs", write_pairs(tmp_path / "pairs", 4)) == 2
    assert "from 5 to 500 pairs, and 4 are usable here" in capsys.readouterr().err
    assert run("train", "hdrnet") == 2
    assert "--pairs" in capsys.readouterr().err
    assert list_looks() == ()
