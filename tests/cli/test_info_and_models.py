"""Facts of photos and of networks."""

import json
from pathlib import Path

import pytest
from PIL import Image

from cli.pictures import HEIGHT, WIDTH, Run


def test_the_facts_of_a_photo_are_told(run: Run, photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", photo) == 0
    said = capsys.readouterr().out
    assert f"{WIDTH} × {HEIGHT} px" in said
    assert "PNG" in said


def test_the_facts_of_a_photo_are_told_as_json(run: Run, photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", photo, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["format"], facts["width_px"], facts["height_px"]) == ("PNG", WIDTH, HEIGHT)
    assert (facts["bit_depth"], facts["colour"], facts["has_alpha"]) == (8, "rgb", False)
    assert facts["file_bytes"] == photo.stat().st_size


def test_the_quality_of_a_jpeg_is_told(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("RGB", (24, 16), "teal").save(tmp_path / "a.jpg", quality=83)
    assert run("info", tmp_path / "a.jpg") == 0
    assert "about 83 of 100" in capsys.readouterr().out
    assert run("info", tmp_path / "a.jpg", "--json") == 0
    assert json.loads(capsys.readouterr().out)["jpeg_quality"] == 83


def test_installed_networks_are_listed(run: Run, models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "list") == 0
    assert "Tiny CBDNet" in capsys.readouterr().out
    assert run("models", "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)["models"]
    assert [model["id"] for model in listed] == ["cbdnet", "deartifact", "deepdeblur", "deepupe", "dehazenet", "hdrnet"]
    assert listed[0]["figures"] == [{"data_set": "formula", "metric": "psnr_db", "value": 30.5, "date": "2026-01-01"}]


def test_titles_stand_apart_from_names_however_long(run: Run, models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (models / "cbdnet").rename(models / "cbdnet_of_another_camera")
    assert run("models", "list") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "weights" in line]
    assert lines[0].startswith("cbdnet_of_another_camera  Tiny CBDNet, ")
    assert len({line.index(title) for line, title in zip(lines, ("Tiny", "Tiny", "Tiny"), strict=False)}) == 1


def test_whole_weights_pass(run: Run, models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "verify") == 0
    assert run("models", "verify", "cbdnet", "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["models"][0]["good"]


def test_damaged_weights_are_code_8(run: Run, models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weights = models / "cbdnet" / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    assert run("models", "verify", "--json") == 8
    said = capsys.readouterr()
    assert json.loads(said.out)["code"] == 8
    assert "weights.safetensors" in said.err


def test_a_network_that_is_not_there_is_code_8(run: Run, models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "verify", "magic") == 8
    assert "“magic” is not installed" in capsys.readouterr().err
