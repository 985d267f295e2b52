"""Automatic takes bfloat16 where that is worth it, asks once, and never mixes what it gives with float32."""

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine import precision as precisions
from pellucid.engine.devices import Device, cpu
from pellucid.engine.engine import Engine, open_engine
from pellucid.engine.export import export_photo
from pellucid.engine.planes import Plane
from pellucid.engine.precision import WORTH, Precision, best_precision
from pellucid.engine.result_cache import ResultCache
from pellucid.engine.result_folder import ResultFolder, name_of
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters

DENOISED = Edit(stack=EditStack().with_parameters("denoise", Parameters()))
TILE = Rect(0, 0, 256, 256)


@pytest.fixture(autouse=True)
def _able(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(precisions, "has_bfloat16", lambda: True)


@pytest.fixture(scope="module")
def rounding() -> Engine:
    return Engine(cpu(), Precision.BFLOAT16)


@pytest.mark.parametrize(
    ("gain", "found"), [(WORTH, Precision.BFLOAT16), (2.2, Precision.BFLOAT16), (WORTH - 0.01, Precision.FULL)]
)
def test_the_gain_decides(gain: float, found: Precision) -> None:
    assert best_precision(lambda: gain) is found


def test_the_gain_is_measured_once_a_machine_and_network(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[float] = []
    for _ in range(3):
        assert best_precision(lambda: measured.append(1.0) or 2.0) is Precision.BFLOAT16
    assert len(measured) == 1
    monkeypatch.setattr(precisions, "processor", lambda: "another")
    assert best_precision(lambda: 1.0) is Precision.FULL


def test_a_damaged_memory_of_gains_is_measured_anew(tmp_path: Path) -> None:
    (tmp_path / "precision.json").write_text('{"a": "b"}')
    assert best_precision(lambda: 2.0) is Precision.BFLOAT16


def test_where_bfloat16_fails_full_is_taken() -> None:
    def fail() -> float:
        raise RuntimeError("could not create a primitive")

    assert best_precision(fail) is Precision.FULL


def test_without_instructions_for_it_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precisions, "has_bfloat16", lambda: False)
    assert best_precision(lambda: 1 / 0) is Precision.FULL


def test_full_is_full_whatever_the_processor_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precisions, "gain", lambda: 9.0)
    monkeypatch.setenv("PELLUCID_PRECISION", "full")
    assert open_engine("cpu").precision is Precision.FULL
    monkeypatch.setenv("PELLUCID_PRECISION", "automatic")
    assert open_engine("cpu").precision is Precision.BFLOAT16
    monkeypatch.setenv("PELLUCID_PRECISION", "half")
    with pytest.raises(UsageError, match="“half” is no precision"):
        open_engine("cpu")


def test_a_card_computes_in_full() -> None:
    assert Engine(Device(torch.device("meta"), "card"), Precision.BFLOAT16).precision is Precision.FULL


def test_what_is_measured_is_how_much_faster_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precisions, "MEASURED_S", 0.0001)
    monkeypatch.setattr(precisions, "MEASURED_PX", 16)
    seconds = itertools.cycle([3.0, 1.5])
    monkeypatch.setattr(precisions, "_seconds", lambda _network, _picture: next(seconds))
    assert precisions.gain() == 2.0


def test_only_networks_that_leave_the_photo_alone_are_rounded(rounding: Engine) -> None:
    kinds = {model: next(rounding.network(model).parameters()).dtype for model in ("cbdnet", "dncnn", "dehazenet")}
    assert kinds == {"cbdnet": torch.bfloat16, "dncnn": torch.bfloat16, "dehazenet": torch.float32}


def test_entries_of_caches_never_mix_precisions(
    engine: Engine, rounding: Engine, source: SourceImage, tmp_path: Path
) -> None:
    """One store whose engine changes: what was found in one precision is not there in the other."""
    changing = Engine(cpu())
    store = TileStore(changing, 2**24, ResultFolder(tmp_path / "results"))
    store.activate_photo(source.facts.pixels)
    plane = Plane(source, 1)
    store.compute(plane, DENOISED, TILE, Progress(), exact=True)
    full, known = (
        store.find(plane, DENOISED, TILE, exact=True),
        store.analyses._key(source, DENOISED, DENOISED.stack.steps[0]),
    )
    changing._precision = Precision.BFLOAT16
    changing._networks.clear()
    assert store.find(plane, DENOISED, TILE, exact=True) is None
    store.recall(plane, DENOISED, [TILE])
    assert store.find(plane, DENOISED, TILE, exact=True) is None
    assert store.analyses._key(source, DENOISED, DENOISED.stack.steps[0]) != known
    store.compute(plane, DENOISED, TILE, Progress(), exact=True)
    rounded = store.find(plane, DENOISED, TILE, exact=True)
    assert full is not None
    assert rounded is not None
    assert not np.array_equal(full, rounded)
    assert name_of(engine, plane, DENOISED, TILE) != name_of(rounding, plane, DENOISED, TILE)


def test_a_cache_finds_nothing_of_another_scope() -> None:
    scope = ["one"]
    cache = ResultCache(1000, lambda: scope[0])
    cache.put("a", np.zeros(4))
    scope[0] = "other"
    assert cache.get("a") is None
    assert "a" not in cache
    cache.put("a", np.ones(4))
    scope[0] = "one"
    assert np.array_equal(cache.get("a"), np.zeros(4))
    cache.forget(lambda key: key == "a")
    assert "a" not in cache


@pytest.mark.parametrize("precision", list(Precision))
def test_preview_and_export_agree_within_one_precision(
    precision: Precision, engine: Engine, rounding: Engine, source: SourceImage, tmp_path: Path
) -> None:
    computing = rounding if precision is Precision.BFLOAT16 else engine
    target = tmp_path / "made.png"
    export_photo(source, DENOISED, target, ExportOptions(), computing, Progress())
    exported = open_photo(target).samples
    store = TileStore(computing, 2**24)
    store.activate_photo(source.facts.pixels)
    plane = Plane(source, 1)
    store.compute(plane, DENOISED, TILE, Progress(), exact=True)
    shown = store.find(plane, DENOISED, TILE, exact=True)
    assert shown is not None
    difference = np.abs(shown[..., :3].astype(int) - exported[:256, :256].astype(int))
    assert difference.max() <= 1
