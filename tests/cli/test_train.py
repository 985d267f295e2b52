"""A run of a few steps: made, stopped, gone on with."""

import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from safetensors.torch import load_file

from cli.pictures import Run, noisy_samples
from pellucid.cli.train import NETWORKS
from pellucid.training.run_folder import BEST, CHECKPOINT, CURVES

SHIPPED = Path(__file__).parents[2] / "models"
CROPS = {"crops": "2", "side_px": "16"}
TINY = {
    "cbdnet": {"widths": "[4, 4, 8]", "estimator_width": "4"} | CROPS,
    "dncnn": {"layers": "3", "width": "4"} | CROPS,
    "deartifact": {"layers": "3", "width": "4"} | CROPS,
}


def tiny_recipe(network: str) -> str:
    """A shipped recipe with a network and crops that take no time."""
    text = (SHIPPED / network / "recipe.toml").read_text(encoding="utf-8")
    for name, value in TINY[network].items():
        text, found = re.subn(rf"^{name} = [^#\n]*", f"{name} = {value} ", text, flags=re.MULTILINE)
        assert found == 1
    return text


@pytest.fixture
def data(tmp_path: Path, models: Path) -> Path:
    """A folder of one photo; the recipes of tiny networks stand in the models folder."""
    for network in TINY:
        (models / network).mkdir(exist_ok=True)
        (models / network / "recipe.toml").write_text(tiny_recipe(network), encoding="utf-8")
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
    assert str(out / CHECKPOINT) in said
    assert (out / CHECKPOINT).exists()


def test_a_run_is_not_overwritten_but_gone_on_with(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    words = ("train", "cbdnet", "--data", data)
    assert run(*words, "--steps", 1, "--out", out) == 0
    assert run(*words, "--steps", 2, "--out", out) == 2
    assert "go on with --resume" in capsys.readouterr().err
    assert run(*words, "--steps", 2, "--resume", out / CHECKPOINT) == 0
    assert run(*words, "--steps", 3, "--resume", out / CHECKPOINT, "--out", tmp_path / "other") == 0
    assert "step 3  100%" in capsys.readouterr().out
    assert (tmp_path / "other" / CHECKPOINT).exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_stops_after_the_step_with_a_checkpoint(
    run: Run,
    data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    number: signal.Signals,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pellucid.training.recipes import dncnn

    drawn = []

    def interrupting(*words: Any) -> Any:
        drawn.append(words)
        if len(drawn) == 3:
            os.kill(os.getpid(), number)
        return draw_batch(*words)

    draw_batch = dncnn.draw_batch
    monkeypatch.setattr(dncnn, "draw_batch", interrupting)
    before = signal.getsignal(number)
    assert (
        run("train", "dncnn", "--data", data, "--minutes", 5, "--out", tmp_path / "run", "--device", "cpu")
        == 128 + number
    )
    said = capsys.readouterr().out
    assert f"Go on with --resume {tmp_path / 'run' / CHECKPOINT}" in said
    assert "step 2 " in said
    assert (tmp_path / "run" / CHECKPOINT).exists()
    assert signal.getsignal(number) is before


def test_the_latest_figures_are_told_and_the_best_weights_named(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.fromarray(noisy_samples(2)).save(data / "measured.png")
    (data / "splits.json").write_text('{"clean": {"val": ["measured.png"]}}')
    assert run("train", "dncnn", "--data", data, "--steps", 2, "--out", tmp_path / "run") == 0
    said = capsys.readouterr().out
    assert re.search(r"step 2  100%  0 s left  loss 0\.\d+  sigma 15 \d+\.\d\d dB", said)
    assert str(tmp_path / "run" / BEST) in said
    assert str(tmp_path / "run" / CURVES) in said


def test_a_run_with_shards_is_gone_on_with(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    words = ("train", "dncnn", "--data", data, "--shard-mib", 1)
    assert run(*words, "--steps", 1, "--out", out) == 0
    index = out / "checkpoint.index.json"
    assert run(*words, "--steps", 2, "--out", out) == 2
    assert f"--resume {index}" in capsys.readouterr().err
    assert run(*words, "--steps", 2, "--resume", index) == 0
    assert "step 2  100%" in capsys.readouterr().out


def test_one_network_starts_from_the_weights_of_another(run: Run, data: Path, tmp_path: Path) -> None:
    assert run("train", "dncnn", "--data", data, "--steps", 1, "--out", tmp_path / "first") == 0
    start = tmp_path / "first" / CHECKPOINT
    words = ("train", "deartifact", "--data", data, "--steps", 1)
    assert run(*words, "--out", tmp_path / "second", "--start", start) == 0
    assert run(*words, "--out", tmp_path / "third", "--start", data / "clean.png") == 4
    assert run(*words, "--out", tmp_path / "third", "--start", start, "--resume", start) == 2


@pytest.mark.parametrize("network", TINY)
def test_every_network_trains_on_a_pack(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], network: str
) -> None:
    pack = tmp_path / "pack"
    assert run("train", "pack", "--data", data, "--size", 0.5, "--out", pack) == 0
    assert "1 pictures out of 1 photos" in capsys.readouterr().out
    assert sum(path.stat().st_size for path in pack.iterdir()) <= 500_000
    assert run("train", network, "--data", pack, "--steps", 1, "--out", tmp_path / "run") == 0
    assert (tmp_path / "run" / CHECKPOINT).exists()


def test_a_pack_that_is_too_small_or_in_use_is_refused(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("train", "pack", "--data", data, "--size", 0.001, "--out", tmp_path / "pack") == 2
    assert "pack more" in capsys.readouterr().err
    assert run("train", "pack", "--data", data, "--size", 1, "--out", data) == 5


@pytest.mark.parametrize("words", [("--steps", "1.5"), ("--minutes", "0"), ("--steps", "1", "--shard-mib", "0.001")])
def test_numbers_that_make_no_sense_are_usage_errors(run: Run, data: Path, words: tuple[str, ...]) -> None:
    assert run("train", "dncnn", "--data", data, *words) == 2


@pytest.mark.parametrize("words", [("--data", "none"), ("--resume", "none.safetensors"), ("--recipe", "none.toml")])
def test_what_is_missing_is_code_4(run: Run, data: Path, words: tuple[str, ...]) -> None:
    assert run("train", "cbdnet", "--data", data, "--steps", 1, *words) == 4


def test_a_recipe_of_ones_own_is_trained_with(run: Run, data: Path, tmp_path: Path) -> None:
    own, out = tmp_path / "own.toml", tmp_path / "run"
    own.write_text(tiny_recipe("cbdnet").replace("estimator_width = 4", "estimator_width = 5"), encoding="utf-8")
    assert run("train", "cbdnet", "--data", data, "--steps", 1, "--out", out, "--recipe", own) == 0
    assert load_file(out / CHECKPOINT)["network.estimator.body.2.weight"].shape == (5, 5, 3, 3)


def test_a_damaged_recipe_is_code_4_in_words(run: Run, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "own.toml").write_text("seed = = 1", encoding="utf-8")
    assert run("train", "cbdnet", "--data", data, "--steps", 1, "--recipe", data / "own.toml") == 4
    assert "no recipe" in capsys.readouterr().err


def test_a_folder_without_photos_is_code_4(run: Run, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "clean.png").unlink()
    assert run("train", "cbdnet", "--data", data, "--steps", 1, "--out", data / "run") == 4
    assert "no photos to train on" in capsys.readouterr().err


def test_every_recipe_can_be_asked_for() -> None:
    from pellucid.training.recipes.catalogue import RECIPES

    assert tuple(RECIPES) == NETWORKS


def test_a_recipe_that_lacks_a_setting_is_told_by_its_name(run: Run, data: Path, tmp_path: Path, capsys: Any) -> None:
    own = tmp_path / "own.toml"
    own.write_text(tiny_recipe("cbdnet").replace("colored_share", "tinted_share"), encoding="utf-8")
    assert run("train", "cbdnet", "--data", data, "--steps", 1, "--out", tmp_path / "out", "--recipe", own) == 4
    assert "does not say batch.colored_share" in capsys.readouterr().err
