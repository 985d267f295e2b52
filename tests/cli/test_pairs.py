"""Both eyes from the command line: `apply`, `batch` and `info`."""

import json
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from cli.pictures import HEIGHT, WIDTH, Run
from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.cli.batch import list_items
from pellucid.cli.serve import parse_job
from pellucid.foundation.errors import UsageError
from pellucid.io.stereo import EyeOrder, open_pair

EYES = two_eyes(HEIGHT, WIDTH)


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    return write_mpo(tmp_path / "pair.mpo", EYES)


def test_apply_edits_both_eyes_of_a_file(run: Run, pair: Path, tmp_path: Path) -> None:
    assert run("apply", pair, tmp_path / "out.mpo", "--op", "tone:exposure=0.8") == 0
    before, after = open_pair(pair), open_pair(tmp_path / "out.mpo")
    for old, new in zip(before.eyes, after.eyes, strict=True):
        assert new.samples.mean() > old.samples.mean() + 10


def test_apply_joins_two_files(run: Run, tmp_path: Path) -> None:
    left, right = write_files(tmp_path, EYES)
    assert run("apply", left, tmp_path / "out.pns", "--pair", right) == 0
    made = open_pair(tmp_path / "out.pns")
    for eye, samples in zip(made.eyes, EYES, strict=True):
        np.testing.assert_array_equal(eye.samples, samples)


def test_apply_writes_one_eye_where_the_target_holds_one(
    run: Run, models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, right = write_files(tmp_path, EYES)
    words = ("--pair", right, "--op", "denoise", "--map", f"noise={tmp_path / 'n.tif'}", "--eye", "right")
    assert run("apply", left, tmp_path / "out.png", *words) == 0
    assert "Only the right eye was exported" in capsys.readouterr().out
    assert run("apply", right, tmp_path / "alone.png", "--op", "denoise", "--map", f"noise={tmp_path / 'a.tif'}") == 0
    with Image.open(tmp_path / "out.png") as made, Image.open(tmp_path / "alone.png") as alone:
        np.testing.assert_array_equal(np.asarray(made), np.asarray(alone))
    np.testing.assert_array_equal(tifffile.imread(tmp_path / "n.tif"), tifffile.imread(tmp_path / "a.tif"))


def test_apply_refuses_one_eye_for_a_file_of_two(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left, right = write_files(tmp_path, EYES)
    assert run("apply", left, tmp_path / "out.mpo") == 2
    assert "one eye only" in capsys.readouterr().err
    assert run("apply", left, right, "--pair", right, "--force") == 2
    assert "never overwrites" in capsys.readouterr().err


def test_batch_makes_pairs_of_pairs(run: Run, pair: Path, tmp_path: Path) -> None:
    left, _ = write_files(tmp_path, EYES)
    hidden = write_mpo(tmp_path / "hidden.jpg", EYES)
    mono = write_mpo(tmp_path / "mono.mpo", EYES[:1])
    targets = [one.target.name for one in list_items((pair, left, hidden, mono), tmp_path)]
    assert targets == ["pair.mpo", "l.png", "hidden.mpo", "mono.jpg"]
    assert run("batch", pair, left, hidden, mono, "--out", tmp_path / "out", "--op", "tone:exposure=0.5") == 0
    assert open_pair(tmp_path / "out" / "hidden.mpo").container == "MPO"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(targets)


def test_info_tells_of_both_eyes(run: Run, pair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", pair) == 0
    said = capsys.readouterr().out
    assert "eyes        two, in one MPO file" in said
    assert f"{WIDTH} × {HEIGHT} px" in said
    left, right = write_files(tmp_path, EYES)
    assert run("info", left, "--pair", right, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["eyes"], facts["container"]) == (2, None)
    assert run("info", left, "--pair", right) == 0
    assert f"two, the right one in {right}" in capsys.readouterr().out
    assert run("info", left, "--json") == 0
    assert json.loads(capsys.readouterr().out)["eyes"] == 1


def test_the_order_of_eyes_side_by_side_can_be_told(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.pns", "a.png"):
        Image.fromarray(np.hstack(EYES)).save(tmp_path / name, "PNG")
        target = tmp_path / f"{name}.pns"
        assert run("apply", tmp_path / name, target, "--order", "parallel") == 0
        for eye, samples in zip(open_pair(target).eyes, EYES, strict=True):
            np.testing.assert_array_equal(eye.samples, samples)
        capsys.readouterr()
        assert run("info", tmp_path / name, "--order", "parallel") == 0
    assert "two, side by side; the size is that of one eye" in capsys.readouterr().out
    assert run("info", tmp_path / "a.pns", "--order", "parallel", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["eyes"], facts["container"], facts["swapped"], facts["width_px"]) == (2, "PNS", True, WIDTH)
    assert run("info", tmp_path / "a.pns", "--order", "parallel") == 0
    assert "in the file they stand the other way round" in capsys.readouterr().out


def test_an_order_for_two_files_or_of_no_name_is_refused(
    run: Run, pair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, right = write_files(tmp_path, EYES)
    assert run("info", left, "--pair", right, "--order", "crossed") == 2
    assert "not for two files" in capsys.readouterr().err
    assert run("apply", pair, tmp_path / "out.mpo", "--order", "crossed") == 2
    assert "no order to choose" in capsys.readouterr().err
    assert run("info", pair, "--order", "sideways") == 2
    assert parse_job(b'{"in": "a", "out": "b", "order": "parallel"}', 9).order is EyeOrder.PARALLEL
    assert parse_job(b'{"in": "a", "out": "b"}', 9).order is None
    with pytest.raises(UsageError, match="neither crossed nor parallel"):
        parse_job(b'{"in": "a", "out": "b", "order": "sideways"}', 9)


def test_a_batch_takes_all_photos_for_eyes_side_by_side_where_told_so(run: Run, tmp_path: Path) -> None:
    for name in ("a.png", "b.jpg"):
        Image.fromarray(np.hstack(EYES)).save(tmp_path / name)
    words = ("--order", "parallel", "--op", "tone:exposure=0.8")
    assert run("batch", tmp_path / "a.png", tmp_path / "b.jpg", "--out", tmp_path / "out", *words) == 0
    assert run("apply", tmp_path / "a.png", tmp_path / "alone.pns", *words) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.pns", "b.jps"]
    assert (tmp_path / "out" / "a.pns").read_bytes() == (tmp_path / "alone.pns").read_bytes()
    assert len(open_pair(tmp_path / "out" / "b.jps").eyes) == 2
