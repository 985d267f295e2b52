"""The two warps that are timed beside each other do the same; nothing here is timed."""

import json
import sys

import numpy as np
import pytest
import torch

from cli.pictures import Run
from pellucid.bench import warp as bench_warp
from pellucid.bench.warp import FRAMINGS, WITHOUT_OPENCV, warp_by_opencv, warp_in_tiles
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.warp import warp


def waves(size: Size) -> torch.Tensor:
    x, y = torch.arange(size.width) / 17, torch.arange(size.height)[:, None] / 13
    return torch.stack(
        [0.5 + 0.4 * torch.sin(x + y), 0.5 + 0.4 * torch.cos(x - y), 0.5 + 0.2 * torch.sin(2 * x) * y.cos()]
    )


@pytest.mark.parametrize("framing", FRAMINGS.values(), ids=FRAMINGS)
def test_tiles_of_the_measurement_are_the_whole_picture(framing: Framing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_warp, "TILE", Size(64, 48))
    map_ = framing.on(Size(150, 110))
    picture = waves(map_.photo)
    whole = warp(picture, Rect.of(map_.photo), Rect.of(map_.output_size), map_)
    torch.testing.assert_close(warp_in_tiles(picture, map_), whole, rtol=0, atol=1e-5)


@pytest.mark.parametrize("framing", FRAMINGS.values(), ids=FRAMINGS)
def test_opencv_is_given_the_same_work(framing: Framing) -> None:
    pytest.importorskip("cv2")
    map_ = framing.on(Size(150, 110))
    picture = waves(map_.photo)
    theirs = warp_by_opencv(np.ascontiguousarray(picture.permute(1, 2, 0).numpy()), map_)
    own = warp_in_tiles(picture, map_).permute(1, 2, 0).numpy()
    assert theirs.shape == own.shape
    assert np.abs(theirs - own).max() < 0.01


def test_it_is_measured_and_told(run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("cv2")
    monkeypatch.setattr(bench_warp, "size_of", lambda count: Size(60 * count, 40))
    assert run("bench", "warp", "--megapixels", "1", "2", "--json") == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert set(figures) == {"megapixels_1", "megapixels_2"}
    assert set(figures["megapixels_2"]) == {"straightened", "tilted"}
    assert set(figures["megapixels_2"]["tilted"]) == {"warp_s", "opencv_s", "times_opencv"}


def test_without_opencv_it_says_so(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    monkeypatch.setattr(bench_warp, "size_of", lambda _count: Size(60, 40))
    assert run("bench", "warp") == 0
    assert WITHOUT_OPENCV in capsys.readouterr().out
