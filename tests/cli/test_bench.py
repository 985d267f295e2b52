"""Measurements count what they say they count; nothing here is timed."""

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from cli.pictures import HEIGHT, WIDTH, Run
from helpers.looks import made_look
from pellucid.bench import editor_child, floor, masks, memory
from pellucid.bench.editor_child import Display, editor, install_look
from pellucid.bench.floor import counting
from pellucid.bench.latencies import count_frames, drag_values, percentile
from pellucid.bench.photo import size_of, write_noisy_photo
from pellucid.bench.process import ProcessCost
from pellucid.bench.sliders import acting, drags
from pellucid.bench.startup import with_compiled_modules
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.geometry import Size
from pellucid.foundation.looks import list_looks
from pellucid.operations.catalogue import CATALOGUE, find
from pellucid.operations.spec import OperationSpec


def test_multiply_adds_are_those_of_the_formula() -> None:
    network = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.Conv2d(8, 4, 2, stride=2), nn.ConvTranspose2d(4, 2, 2, 2))
    with torch.inference_mode(), counting([network]) as count:
        network(torch.zeros(1, 3, 16, 20))
    expected = 16 * 20 * 3 * 8 * 9 + 8 * 10 * 8 * 4 * 4 + 8 * 10 * 4 * 2 * 4
    assert count.multiply_adds == expected
    network(torch.zeros(1, 3, 16, 20))
    assert count.multiply_adds == expected


def test_a_made_photo_has_its_size_and_noise(tmp_path: Path) -> None:
    assert size_of(24) == Size(6000, 4000)
    write_noisy_photo(tmp_path / "a.jpg", Size(300, 270))
    write_noisy_photo(tmp_path / "b.jpg", Size(300, 270))
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()
    with Image.open(tmp_path / "a.jpg") as photo:
        assert photo.size == (300, 270)
        samples = np.asarray(photo).astype(float)
    assert 3 < np.diff(samples[..., 1], axis=1).std() / math.sqrt(2) < 30


def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's rate is found on small convolutions; what is counted stays the same."""
    monkeypatch.setattr(floor, "SECONDS_A_SIZE", 0.0)
    monkeypatch.setattr(floor, "CHANNELS", (8,))
    monkeypatch.setattr(floor, "SIDES_PX", (16,))


def test_an_export_is_measured_against_the_floor(
    run: Run, models: Path, photo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly(monkeypatch)
    assert run("bench", "export", "--photo", photo, "--engine-only", "--json") == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["megapixels"] == round(HEIGHT * WIDTH / 1e6, 3)
    denoise = figures["denoise"]
    # CNN_E 648; CNN_D 360 + 16 + 108 + 8 + 216 going down, 8 + 108 + 16 + 288 + 108 coming up
    assert denoise["multiply_adds_per_pixel"] == 1884
    assert denoise["ratio_to_floor"] > 0
    assert denoise["export_s_per_megapixel"] >= denoise["render_s_per_megapixel"] > 0


def test_one_edit_can_be_measured_alone(
    run: Run, models: Path, photo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly(monkeypatch)
    edit = "dehaze:strength=0.5"
    assert run("bench", "export", "--photo", photo, "--op", edit, "--engine-only", "--json") == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures[edit]["analysis_s"] > 0
    assert figures[edit]["multiply_adds_per_pixel"] == 0
    assert "denoise" not in figures


def test_a_drag_goes_to_the_top_and_back() -> None:
    values = drag_values(-3.0, 2.0, 200)
    assert len(values) == 200
    assert (max(values), values[-1]) == (2.0, -3.0)
    assert all(-3 <= value <= 2 for value in values)


@pytest.mark.parametrize("spec", CATALOGUE, ids=lambda spec: spec.id)
def test_an_operation_is_measured_while_it_does_something(spec: OperationSpec) -> None:
    assert not spec.is_neutral(acting(spec))


def test_every_network_that_gives_a_grid_is_dragged_and_a_look_as_well() -> None:
    found = {drag.name: drag.method for spec in CATALOGUE for drag in drags(spec, "look:any-00000000")}
    retouch = {"retouch_hdrnet": "hdrnet", "retouch_dpe": "dpe", "retouch_look": "look:any-00000000"}
    dehaze = {f"dehaze_{method}": method for method in ("dehazenet", "pmsnet", "epdn")}
    plain = dict.fromkeys(("relight", "denoise", "tone", "white_balance"), "")
    assert found.items() >= (retouch | dehaze | plain).items()


def test_every_slider_that_has_nodes_is_dragged() -> None:
    found = {drag.name: (drag.field, drag.slider.high) for drag in drags(find("denoise"), "")}
    assert found == {
        "denoise": ("gamma", 2.0),
        "denoise_color_gamma": ("color_gamma", 2.0),
        "denoise_regrain": ("regrain", 1.0),
    }


def test_moves_that_share_a_picture_count_as_one_frame() -> None:
    assert count_frames([40.0, 24.0, 8.0, 40.0, 24.0, 30.0], interval_ms=16) == 3
    assert count_frames([], interval_ms=16) == 0


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile([7.0], 0.95)) == (51.0, 96.0, 7.0)


FAKE_EDITOR = """
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[sys.argv.index("--driver") + 1])
server.listen()
lines = server.accept()[0].makefile("rwb")
for line in lines:
    asked = json.loads(line)
    refused = asked["cmd"] == "explode"
    answer = {"ok": not refused, "error": "no" if refused else "", "asked": asked}
    lines.write(json.dumps(answer | {"looks": os.environ["PELLUCID_DATA_DIR"]}).encode() + b"\\n")
    lines.flush()
    if asked["cmd"] == "quit":
        break
"""


def test_the_editor_is_spoken_to_and_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor_child, "program", lambda: [sys.executable, "-c", FAKE_EDITOR])
    with editor(Display("none", {}), tmp_path, Path("a.jpg"), "auto") as child:
        assert child.ask("zoom", percent=100)["asked"] == {"cmd": "zoom", "percent": 100}
        with pytest.raises(PellucidError, match="refused “explode”: no"):
            child.ask("explode")
    assert child.process.returncode == 0


def test_a_look_for_the_editor_lies_where_it_looks_for_it_and_not_among_those_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, others = install_look(tmp_path, made_look()), list_looks()
    assert look not in others
    monkeypatch.setattr(editor_child, "program", lambda: [sys.executable, "-c", FAKE_EDITOR])
    with editor(Display("none", {}), tmp_path, Path("a.jpg"), "auto") as child:
        monkeypatch.setenv("PELLUCID_DATA_DIR", child.ask("state")["looks"])
        assert list_looks() == (look,)


def test_programs_whose_start_is_measured_keep_their_compiled_modules(tmp_path: Path) -> None:
    bare = Display("none", {"PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ.get("PATH", "")})
    (tmp_path / "some_module.py").write_text("x = 1")
    place = with_compiled_modules(bare, tmp_path / "compiled")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import some_module"
    subprocess.run([sys.executable, "-c", code], env=place.environment, check=True)
    assert list((tmp_path / "compiled").rglob("some_module*.pyc"))
    assert bare.environment["PYTHONDONTWRITEBYTECODE"] == "1"


def test_an_editor_that_does_not_start_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import sys; sys.exit('no display')"
    monkeypatch.setattr(editor_child, "program", lambda: [sys.executable, "-c", script])
    with (
        pytest.raises(PellucidError, match="did not start: no display"),
        editor(Display("none", {}), tmp_path, Path("a.jpg"), "auto"),
    ):
        pass


@pytest.mark.parametrize(
    ("end", "told"),
    [("sys.exit('no more')", "it ended with code 1"), ("os.kill(os.getpid(), 15)", "it was ended by SIGTERM")],
)
def test_an_editor_that_ends_is_told_with_how_it_ended_and_its_last_words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    end: str,
    told: str,
) -> None:
    words = "print('first\\nlast', file=sys.stderr, flush=True); open(os.environ['PELLUCID_LOG'], 'w').write('logged')"
    script = FAKE_EDITOR.replace("    asked = json.loads(line)", f"    asked = json.loads(line); {words}; {end}")
    monkeypatch.setattr(editor_child, "program", lambda: [sys.executable, "-c", script])
    with editor(Display("none", {}), tmp_path, Path("a.jpg"), "auto") as child:
        with pytest.raises(PellucidError, match="closed before it answered “zoom”") as caught:
            child.ask("zoom")
        assert told in str(caught.value)
        assert "first | last" in str(caught.value)
        assert "log: logged" in str(caught.value)
    assert "first\nlast" in caplog.text


def test_a_brush_is_measured_against_denoise(
    run: Run, models: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masks, "POINTS", 40)
    monkeypatch.setattr(masks, "STROKES", (1, 4))
    monkeypatch.setattr(masks, "RASTER_MEGAPIXELS", 0.1)
    monkeypatch.setattr(masks, "HALF_MEGAPIXEL", 64)
    assert run("bench", "masks", "--brush", "--json") == 0
    said = capsys.readouterr()
    figures = json.loads(said.out)
    assert [line.split(": ")[0] for line in said.err.splitlines()] == list(figures)
    assert figures["denoise_half_megapixel_s"] >= 0
    assert 0 < figures["1_strokes"]["sidecar_bytes"] < figures["4_strokes"]["sidecar_bytes"]


@pytest.mark.parametrize(
    ("options", "views", "drags"),
    [
        ([], ("whole", "full"), ("masked_tone", "paint_tone", "paint_gamma")),
        (["--views", "full", "--drags", "paint_gamma"], ("full",), ("paint_gamma",)),
        (["--drags"], ("whole", "full"), ()),
    ],
)
def test_a_part_of_what_masks_do_is_measured_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: list[str], views: tuple[str, ...], drags: tuple[str, ...]
) -> None:
    asked: list[tuple[object, ...]] = []

    def measured(*words: object) -> dict[str, object]:
        asked.append(words)
        return {}

    monkeypatch.setattr(masks, "measure_masks", lambda _size, _device, _moves, _tell, *parts: measured(*parts))
    monkeypatch.setattr(masks, "measure_brush", lambda *_: measured("brush"))
    assert run("bench", "masks", *options) == 0
    assert [tuple(part) for part in asked[0]] == [views, drags]
    assert asked[1:] == ([] if options else [("brush",)])
    assert set(views) <= set(masks.VIEWS)
    assert set(drags) <= set(masks.DRAGS)


@pytest.mark.parametrize("view", ["whole", "full"])
def test_the_measured_stroke_stays_in_view_and_comes_back(view: str) -> None:
    points = masks.stroke_points(masks.SPAN[view], 200)
    assert len(points) == 201
    assert math.dist(points[0], points[-1]) < 1e-9
    assert max(abs(part - 0.5) for point in points for part in point) <= masks.SPAN[view] / 2 + 1e-9


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells what a process holds")
def test_memory_is_that_of_the_window_at_rest_and_at_most(
    tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    class Window:
        process = SimpleNamespace(pid=os.getpid())

        def ask(self, command: str, **_arguments: object) -> dict[str, object]:
            told.append(command)
            return {"measured": told.count("state") > 1}

    @contextmanager
    def window(_place: object, _folder: object, opened: Path, _device: str) -> Iterator[Window]:
        assert opened.read_bytes() == photo.read_bytes()
        assert opened.parent != photo.parent, "edits would be left beside the photo"
        yield Window()

    monkeypatch.setattr(memory, "editor", window)
    monkeypatch.setattr(memory, "run_apply", lambda *_: ProcessCost(1.0, 1.0, 321.0))
    for wait in ("WATCHED_S", "IDLE_S", "SLACK_S"):
        monkeypatch.setattr(memory, wait, 0.0)
    figures = memory.measure_memory(photo, 1, "cpu")
    assert told.count("state") == 2, "a photo that is still measured is no photo at rest"
    assert told.index("set") > told.index("state")
    opened, peak = figures["window"]["opened"], figures["window"]["peak_resident_mib"]
    assert 0 < opened["own_mib"] <= opened["resident_mib"] <= peak
    assert figures["apply"]["peak_resident_mib"] == 321.0


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells what a process holds")
def test_a_window_that_does_not_rest_is_named(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_is_still", lambda _pid: False)
    monkeypatch.setattr(memory, "PATIENCE_S", 0.0)
    child = SimpleNamespace(process=SimpleNamespace(pid=os.getpid()), ask=lambda *_, **__: {"measured": 1})
    with pytest.raises(PellucidError, match="did not come to rest"):
        memory._at_rest(child)
