"""Framing, size and sharpening from the command line and as keys of a job."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pellucid.cli.framing_options import add_framing_arguments, checked_shape, framing_request, output_size, sharpening
from pellucid.cli.main import main
from pellucid.cli.serve import parse_job
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import Sharpening
from pellucid.foundation.framing import UNMOVED, Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.output_size import Measure, OutputSize

TILTED = ((-0.1, 0.0), (0.1, 0.0), (0.0, 0.0), (0.0, 0.0))


def values(*arguments: str) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    add_framing_arguments(parser)
    return checked_shape(parser.parse_args(arguments))


def run(*arguments: str | Path) -> int:
    return main([str(argument) for argument in arguments], lambda *_: 1)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A dark sea under a sky, tilted clockwise by two degrees."""
    x, y = np.meshgrid(np.arange(300) - 150.0, np.arange(200) - 100.0)
    below = y * np.cos(np.radians(2)) - x * np.sin(np.radians(2)) > 10
    noise = np.random.default_rng(1).normal(0, 3, x.shape)
    samples = (np.where(below, 60, 190) + noise).clip(0, 255).astype(np.uint8)
    Image.fromarray(np.repeat(samples[..., None], 3, 2)).save(tmp_path / "sea.png")
    return tmp_path / "sea.png"


def test_nothing_given_is_no_framing() -> None:
    assert values() == {"enlarge": False}
    assert framing_request(values()).framing == Framing()
    assert output_size(values()) is None
    assert sharpening(values()) is Sharpening.NONE


def test_all_of_a_framing() -> None:
    given = values(
        "--turn=90", "--flip=h", "--straighten=-1.5", "--perspective=-0.1,0,0.1,0,0,0,0,0", "--crop=0,0,0.5,1"
    )
    expected = Framing(quarter_turns=1, mirrored=True, perspective=TILTED, angle_deg=-1.5, crop=UnitRect(0, 0, 0.5, 1))
    assert framing_request(given).framing == expected
    assert framing_request(values("--flip=v")).framing == Framing(quarter_turns=2, mirrored=True)
    assert framing_request(values("--straighten=auto")).finds_horizon


def test_options_are_put_on_what_was_saved() -> None:
    base = Framing(angle_deg=2.0, crop=UnitRect(0, 0, 0.5, 1))
    assert framing_request(values("--crop=0,0,1,1"), base).framing == Framing(angle_deg=2.0, crop=UnitRect())
    assert framing_request(values("--turn=180"), base).framing == base.turned().turned()
    assert framing_request(values(), Framing(perspective=TILTED)).framing.perspective != UNMOVED


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("--long-side=2048", OutputSize(Measure.LONG_SIDE, 2048)),
        ("--short-side=900", OutputSize(Measure.SHORT_SIDE, 900)),
        ("--box=800x600", OutputSize(Measure.BOX, 800, 600)),
        ("--megapixels=2.5", OutputSize(Measure.MEGAPIXELS, 2.5)),
        ("--percent=50", OutputSize(Measure.PERCENT, 50)),
    ],
)
def test_a_size(option: str, expected: OutputSize) -> None:
    assert output_size(values(option)) == expected
    assert output_size(values(option, "--enlarge")) == OutputSize(
        expected.measure, expected.value, expected.height, enlarges=True
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ["--turn", "45"],
        ["--straighten", "50"],
        ["--straighten", "level"],
        ["--straighten", "nan"],
        ["--crop", "0,0,2,1"],
        ["--crop", "0,0,0,1"],
        ["--crop", "0,0,1"],
        ["--crop", "-0.1,0,0.5,0.5"],
        ["--perspective", "9,9,9,9,9,9,9,9"],
        ["--long-side", "0"],
        ["--long-side", "100", "--percent", "50"],
        ["--box", "800"],
        ["--sharpen", "much"],
    ],
)
def test_what_makes_no_picture_is_said_in_one_line(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert run("apply", photo, tmp_path / "out.png", *wrong) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (tmp_path / "out.png").exists()


def test_a_photo_is_straightened_cropped_and_made_smaller(photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    shape = ["--straighten", "-2", "--crop", "0.1,0.1,0.8,0.8", "--long-side", "120", "--sharpen", "screen"]
    assert run("apply", photo, target, *shape) == 0
    with Image.open(target) as result:
        assert result.size == (120, 80)
        rows = np.asarray(result.convert("L")).astype(int)
    horizon = np.abs(np.diff(rows, axis=0)).argmax(axis=0)
    assert np.ptp(horizon) <= 1


def test_the_horizon_is_found_and_told_where_it_is_not(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("apply", photo, tmp_path / "out.png", "--straighten", "auto") == 0
    with Image.open(tmp_path / "out.png") as result:
        rows = np.asarray(result.convert("L")).astype(int)
    smooth = (rows[1:] + rows[:-1]) / 2
    horizon = np.abs(smooth[2:] - smooth[:-2]).argmax(axis=0)
    assert np.ptp(horizon) <= 3
    flat = tmp_path / "flat.png"
    Image.new("RGB", (90, 60), (90, 120, 140)).save(flat)
    assert run("apply", flat, tmp_path / "flat-out.png", "--straighten", "auto") == 0
    assert "not straightened" in capsys.readouterr().out
    assert (tmp_path / "flat-out.png").read_bytes() == flat.read_bytes()


def test_a_batch_frames_every_photo(photo: Path, tmp_path: Path) -> None:
    assert run("batch", photo, "--out", tmp_path / "out", "--turn", "90", "--percent", "50") == 0
    with Image.open(tmp_path / "out" / "sea.png") as result:
        assert result.size == (100, 150)


def test_a_job_has_the_same_as_keys() -> None:
    job = {
        "in": "a.png", "out": "b.png", "turn": 90, "flip": "h", "straighten": -1.5, "crop": [0, 0, 0.5, 1],
        "perspective": [-0.1, 0, 0.1, 0, 0, 0, 0, 0], "box": [800, 600], "enlarge": True, "sharpen": "print",
    }  # fmt: skip
    parsed = parse_job(json.dumps(job).encode(), 10**9)
    assert framing_request(parsed.shape).framing == Framing(
        quarter_turns=1, mirrored=True, perspective=TILTED, angle_deg=-1.5, crop=UnitRect(0, 0, 0.5, 1)
    )
    assert parsed.options.size == OutputSize(Measure.BOX, 800, 600, enlarges=True)
    assert parsed.options.sharpening is Sharpening.PRINT
    found = parse_job(b'{"in": "a", "out": "b", "straighten": "auto"}', 1)
    assert framing_request(found.shape).finds_horizon


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"long_side": "large"}, "long_side: a number is needed"),
        ({"straighten": []}, "straighten: a number or a text is needed"),
        ({"straighten": "up"}, "neither a number of degrees nor auto"),
        ({"crop": [0, 0, "1", 1]}, "crop: 4 numbers"),
        ({"crop": [0, 0, True, 1]}, "crop: 4 numbers"),
        ({"flip": "x"}, "neither h nor v"),
        ({"turn": 45}, "turn: 45"),
        ({"long_side": 5, "percent": 5}, "only one size"),
        ({"sharpen": "much"}, "much"),
        ({"long_side": -5}, "long side"),
    ],
)
def test_a_job_with_a_wrong_shape_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_job(json.dumps({"in": "a", "out": "b", **wrong}).encode(), 1)
