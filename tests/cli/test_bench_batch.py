"""The figures of a batch and of a folder are there and mean what they say; nothing here is timed."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cli.pictures import Run
from pellucid.bench import batch as bench_batch
from pellucid.bench import folder as bench_folder
from pellucid.foundation.geometry import Size


def test_a_batch_is_told_as_a_share_of_the_computing(
    run: Run, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_batch, "size_of", lambda _megapixels: Size(60, 40))
    assert run("bench", "batch", "--photos", "2", "--json", "--op", "denoise") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["photos"] == 2
    expected = figures["render_s_per_photo"] / figures["batch_s_per_photo"]
    assert figures["share_of_computing"] == pytest.approx(expected, rel=0.2)


def test_a_folder_is_told_beside_draft_decodes(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_folder, "SIDE_PX", (90, 60))
    monkeypatch.setattr(bench_folder, "ProcessPoolExecutor", lambda count, mp_context: ThreadPoolExecutor(count))
    monkeypatch.setattr(bench_folder, "measure_window", lambda folder, *_: {"photos": len(list(folder.iterdir()))})
    assert run("bench", "folder", "--photos", "16", "--json") == 0
    told = capsys.readouterr()
    figures = json.loads(told.out)
    assert figures["photos"] == figures["window"]["photos"] == 16
    assert "heads: " in told.err
    assert "drafts: 2 photos" in told.err
    share = figures["thumbnails_per_s"] / figures["draft_decodes_per_s"]
    assert figures["share_of_draft_decode"] == pytest.approx(share, rel=0.01)
