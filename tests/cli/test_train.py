"""A run of a few steps: made, stopped, gone on with."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from cli.pictures import Run, noisy_samples
from pellucid.cli import train

SHIPPED_RECIPE = Path(__file__).parents[2] / "models" / "cbdnet" / "recipe.toml"
TINY = {"widths": "[4, 4, 8]", "estimator_width": "4", "crops": "2", "side_px": "16"}


def tiny_recipe() -> str:
    """The shipped recipe with a network and crops that take no time."""
    text = SHIPPED_RECIPE.read_text(encoding="utf-8")
    for name, value in TINY.items():
        text, found = re.subn(rf"^{name} = [^#\n]*", f"{name} = {value} ", text, flags=re.MULTILINE)
        assert found == 1
    return text


@pytest.fixture
def data(tmp_path: Path, models: Path) -> Path:
    """A folder of one photo; the recipe of the tiny network stands beside its weights."""
    (models / "cbdnet" / "recipe.toml").write_text(tiny_recipe(), encoding="utf-8")
    folder = tmp_path / "data"
    folder.mkdir()
    Image.fromarray(noisy_samples()).save(folder / "clean.png")
    return folder


def test_a_run_ends_with_its_weights(run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "run"
    assert run("train", "cbdnet", "--data", data, "--steps", 2, "--out", out, "--device", "cpu") == 0
    said = capsys.readouterr().out
    assert "1 photos, 0 pairs, on CPU" in said
    assert "step 2  100%" in said
    assert str(out / train.CHECKPOINT) in said
    assert (out / train.CHECKPOINT).exists()


def test_a_run_is_not_overwritten_but_gone_on_with(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    words = ("train", "cbdnet", "--data", data)
    assert run(*words, "--steps", 1, "--out", out) == 0
    assert run(*words, "--steps", 2, "--out", out) == 2
    assert "go on with --resume" in capsys.readouterr().err
    assert run(*words, "--steps", 2, "--resume", out / train.CHECKPOINT) == 0
    assert run(*words, "--steps", 3, "--resume", out / train.CHECKPOINT, "--out", tmp_path / "other") == 0
    assert "step 3  100%" in capsys.readouterr().out
    assert (tmp_path / "other" / train.CHECKPOINT).exists()


def test_an_interruption_stops_after_the_step(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(wish: train.Wish, should_stop: Callable[[], bool]) -> Iterator[str]:
        os.kill(os.getpid(), signal.SIGINT)
        yield "asked" if should_stop() else "not asked"

    monkeypatch.setitem(train.RECIPES, "cbdnet", interrupted)
    before = signal.getsignal(signal.SIGINT)
    assert run("train", "cbdnet", "--data", data, "--minutes", 1, "--out", tmp_path / "run") == 130
    said = capsys.readouterr().out
    assert "asked" in said.splitlines()
    assert "Go on with --resume" in said
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("words", [("--data", "none"), ("--resume", "none.safetensors")])
def test_what_is_missing_is_code_4(run: Run, data: Path, words: tuple[str, ...]) -> None:
    assert run("train", "cbdnet", "--data", data, "--steps", 1, *words) == 4


def test_a_folder_without_photos_is_code_4(run: Run, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "clean.png").unlink()
    assert run("train", "cbdnet", "--data", data, "--steps", 1, "--out", data / "run") == 4
    assert "no photos to train on" in capsys.readouterr().err
