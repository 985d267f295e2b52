"""What is wrong with a photo, told and repaired from the command line, with the shipped networks."""

import io
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cli.pictures import Run
from findings.pictures import scene
from pellucid.cli.serve import parse_job
from pellucid.training.degradations import to_bytes


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A small scene that was saved as a JPEG of quality 20."""
    Image.fromarray(to_bytes(scene(192, 256))).save(tmp_path / "saved.jpg", quality=20)
    return tmp_path / "saved.jpg"


def _pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)


def test_findings_are_told_as_json(run: Run, saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", saved, "--findings", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    (found,) = told["findings"]
    assert {"kind", "value", "unit", "confidence", "step"} <= found.keys()
    assert (found["kind"], found["value"]) == ("jpeg", 20)
    assert found["step"] == {"operation": "deartifact", "parameters": {"strength": 1.0}}
    assert found in told["measured"]
    assert "noise" in [one["kind"] for one in told["measured"]]


def test_nothing_to_repair_is_an_answer(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.fromarray(to_bytes(scene())).save(tmp_path / "clean.png")
    assert run("info", tmp_path / "clean.png", "--findings") == 0
    assert "Nothing to repair here." in capsys.readouterr().out
    assert run("apply", tmp_path / "clean.png", tmp_path / "out.png", "--auto") == 0
    assert np.array_equal(_pixels(tmp_path / "out.png"), _pixels(tmp_path / "clean.png"))
    assert "note: Nothing to repair here." in capsys.readouterr().out


def test_what_is_found_is_repaired_as_if_it_were_asked_for(
    run: Run, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("apply", saved, tmp_path / "auto.png", "--auto") == 0
    assert "JPEG quality about 20" in capsys.readouterr().out
    assert run("apply", saved, tmp_path / "asked.png", "--op", "deartifact") == 0
    assert np.array_equal(_pixels(tmp_path / "auto.png"), _pixels(tmp_path / "asked.png"))


def test_what_was_asked_for_stays(run: Run, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("apply", saved, tmp_path / "own.png", "--op", "deartifact:strength=0.3", "--auto") == 0
    assert "was set already" in capsys.readouterr().out
    assert run("apply", saved, tmp_path / "asked.png", "--op", "deartifact:strength=0.3") == 0
    assert np.array_equal(_pixels(tmp_path / "own.png"), _pixels(tmp_path / "asked.png"))


@pytest.mark.slow
def test_batch_and_service_repair_as_well(
    run: Run, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("batch", saved, "--out", tmp_path / "results", "--auto") == 0
    assert "JPEG quality about 20" in capsys.readouterr().out
    job = {"in": str(saved), "out": str(tmp_path / "served.png"), "auto": True}
    assert not parse_job(json.dumps({**job, "auto": False}).encode(), 10**6).repairs
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(job).encode() + b"\n")))
    assert run("serve") == 0
    (answer,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answer["code"] == 0
    assert any("JPEG quality about 20" in sentence for sentence in answer["warnings"])
