"""The loop on a tiny DnCNN and formula photos: resuming, shards, the cool-down, figures, curves."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from helpers.pictures import samples
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.paths import models_dir
from pellucid.training import runs
from pellucid.training.batch_supply import batches, most_drawers
from pellucid.training.material import PhotoMaterial
from pellucid.training.recipe import read_settings
from pellucid.training.recipes import dncnn
from pellucid.training.run_folder import BEST, CHECKPOINT, CURVES, LOG, STABLE
from pellucid.training.runs import Report, TrainingPlan, multiplies_bfloat16, train
from pellucid.training.schedule import Budget

CPU = torch.device("cpu")
STEPS = 10
NEVER = 1000
HALF_MOMENTS_TOLERANCE = 2e-4
"""Moments in half precision change a step by less than 2^-10 of the rate, which is 6e-4 here; ten steps are few."""


@pytest.fixture
def settings() -> dict[str, Any]:
    """The shipped recipe with a tiny network and batch, and a rate that stays level before it falls."""
    tiny = read_settings(models_dir() / "dncnn" / "recipe.toml")
    tiny["optimiser"] |= {"schedule": "cool_down", "cool_down_share": 0.3}
    tiny["network"] |= {"layers": 4, "width": 8}
    tiny["batch"] |= {"crops": 2, "side_px": 16}
    tiny["optimiser"]["warmup_steps"] = 2
    return tiny


@pytest.fixture
def material() -> PhotoMaterial:
    return PhotoMaterial([samples(40, 48), samples(64, 40, seed=2)], [samples(32, 32)])


def run(
    material: PhotoMaterial, settings: dict[str, Any], folder: Path, stop_after: int = NEVER, **plan: Any
) -> list[Report]:
    steps = plan.pop("steps", STEPS)
    asked = iter(range(NEVER))
    planned = TrainingPlan("dncnn", settings, Budget(steps=steps), folder, CPU, **plan)
    return list(train(dncnn, material, planned, lambda: next(asked) >= stop_after))


@pytest.mark.parametrize("method", ["adamw", "muon"])
def test_a_run_that_was_stopped_and_resumed_has_the_weights_of_one_that_was_not(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any], method: str
) -> None:
    settings["optimiser"]["method"] = method
    run(material, settings, tmp_path / "whole")
    run(material, settings, tmp_path / "parts", stop_after=4)
    run(material, settings, tmp_path / "parts")
    whole, parts = (load_file(tmp_path / name / CHECKPOINT) for name in ("whole", "parts"))
    assert whole.keys() == parts.keys()
    assert not [name for name in whole if not torch.equal(whole[name], parts[name])]


@pytest.mark.parametrize("method", ["adamw", "muon"])
def test_a_run_resumed_from_a_set_of_files_has_nearly_the_weights(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any], method: str
) -> None:
    settings["optimiser"]["method"] = method
    run(material, settings, tmp_path / "whole")
    run(material, settings, tmp_path / "parts", stop_after=4, shard_mib=0.1)
    begun = dncnn.build(settings).state_dict()
    run(material, settings, tmp_path / "parts")
    whole, parts = (load_file(tmp_path / name / CHECKPOINT) for name in ("whole", "parts"))
    moved = max((whole[f"network.{name}"] - value).abs().max().item() for name, value in begun.items())
    apart = max((whole[f"network.{name}"] - parts[f"network.{name}"]).abs().max().item() for name in begun)
    assert apart < HALF_MOMENTS_TOLERANCE < moved / 5


def test_a_longer_run_goes_on_from_where_the_rate_began_to_fall(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any]
) -> None:
    run(material, settings, tmp_path / "short", steps=10)
    reports = run(material, settings, tmp_path / "long", steps=20, resume=tmp_path / "short" / STABLE)
    run(material, settings, tmp_path / "straight", steps=20)
    assert reports[-1].step == 20
    long, straight = (load_file(tmp_path / name / CHECKPOINT) for name in ("long", "straight"))
    assert not [name for name in straight if not torch.equal(long[name], straight[name])]


def test_the_stable_checkpoint_is_of_the_first_step_that_cools(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any]
) -> None:
    run(material, settings, tmp_path, stop_after=7)
    assert not (tmp_path / STABLE).exists()
    run(material, settings, tmp_path)
    steps = {
        name: load_file(tmp_path / name)["optimiser.step.body.conv0.weight"].item() for name in (STABLE, CHECKPOINT)
    }
    assert steps == {STABLE: 7, CHECKPOINT: STEPS}


def test_the_log_has_the_rate_and_the_figures_and_the_curves_are_drawn(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any]
) -> None:
    (report,) = run(material, settings, tmp_path)
    (line,) = [json.loads(text) for text in (tmp_path / LOG).read_text().splitlines()]
    assert line == report.line()
    assert line["rate"] == pytest.approx(6e-4 * 0.01)
    assert line["mean_db"] == pytest.approx((line["sigma_15_db"] + line["sigma_25_db"] + line["sigma_50_db"]) / 3)
    with Image.open(tmp_path / CURVES) as curves:
        assert curves.size == (1200, 700)
    assert load_file(tmp_path / BEST).keys() == dncnn.build(settings).state_dict().keys()


def test_who_stops_a_run_gets_a_checkpoint_at_once_without_waiting_for_figures(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any]
) -> None:
    (report,) = run(material, settings, tmp_path, stop_after=3)
    assert (report.step, report.figures) == (3, {})
    assert (tmp_path / CHECKPOINT).exists()
    assert not (tmp_path / BEST).exists()


def test_figures_and_checkpoints_come_at_intervals(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "REPORT_SECONDS", 0.0)
    monkeypatch.setattr(runs, "MEASURE_SECONDS", 0.0)
    reports = run(material, settings, tmp_path)
    assert [report.step for report in reports] == list(range(1, STEPS + 1))
    assert all("mean_db" in report.figures for report in reports)


def test_lines_logged_after_the_checkpoint_are_forgotten_when_it_is_resumed(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any]
) -> None:
    run(material, settings, tmp_path, stop_after=3)
    with (tmp_path / LOG).open("a") as log:
        log.write(json.dumps({"step": 9, "loss": 1.0}) + "\n")
    run(material, settings, tmp_path)
    assert [json.loads(line)["step"] for line in (tmp_path / LOG).read_text().splitlines()] == [3, STEPS]


def test_without_pictures_to_measure_a_run_still_trains(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any]
) -> None:
    (report,) = run(PhotoMaterial(material.photos, []), settings, tmp_path)
    assert report.figures == {}
    assert not (tmp_path / BEST).exists()


def test_a_run_starts_from_other_weights(tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any]) -> None:
    run(material, settings, tmp_path / "first")
    best = load_file(tmp_path / "first" / BEST)
    run(material, settings, tmp_path / "second", stop_after=0, start=tmp_path / "first" / BEST)
    begun = load_file(tmp_path / "second" / CHECKPOINT)
    assert all(torch.equal(begun[f"network.{name}"], value) for name, value in best.items())
    settings["network"]["width"] = 4
    with pytest.raises(UnreadableError, match="no weights of this network"):
        run(material, settings, tmp_path / "third", start=tmp_path / "first" / BEST)


def test_processes_draw_the_same_batches_in_the_same_order(material: PhotoMaterial, settings: dict[str, Any]) -> None:
    draw = partial(dncnn.draw_batch, material, settings)
    ahead, inline = batches(draw, 5, drawers=2), batches(draw, 5, drawers=0)
    for _ in range(20):
        assert torch.equal(next(ahead).damaged, next(inline).damaged)
    ahead.close()


def test_processes_that_draw_are_for_gpus() -> None:
    assert most_drawers(CPU) == 0
    assert most_drawers(torch.device("cuda")) >= 1


def test_crops_are_drawn_by_one_thread_and_the_network_keeps_all() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        drawn = batches(lambda _step: torch.get_num_threads(), 0, drawers=0)
        assert [(next(drawn), torch.get_num_threads()) for _ in range(2)] == [(1, 2), (1, 2)]
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize(("able", "expected"), [({"avx512_bf16": True}, True), ({"avx512_bf16": False}, False)])
def test_bfloat16_is_for_processors_that_multiply_it(
    monkeypatch: pytest.MonkeyPatch, able: dict[str, bool], expected: bool
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    assert multiplies_bfloat16(CPU) is expected
    assert multiplies_bfloat16(torch.device("cuda"))


def test_a_run_computes_in_what_its_processor_multiplies(
    tmp_path: Path, material: PhotoMaterial, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    computed = []
    plain = dncnn.loss

    def watched(*arguments: Any) -> Any:
        computed.append(torch.is_autocast_enabled("cpu"))
        return plain(*arguments)

    monkeypatch.setattr(dncnn, "loss", watched)
    for able in (True, False):
        monkeypatch.setattr(runs, "multiplies_bfloat16", lambda _device, able=able: able)
        run(material, settings, tmp_path / str(able), steps=1)
    assert computed == [True, False]
