"""Other programs are run at their best, once, on the pictures that `splits.json` names."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from cli.measured_data import NOISE_LEVELS, write_measured_data
from pellucid.bench import measure_quality as quality_bench
from pellucid.bench.measure_quality import measure_quality
from pellucid.bench.quality.cases import awgn_cases, chosen_names, polyu_cases, read_plan
from pellucid.bench.quality.peer_scores import PeerMemory, digest_of, key_of
from pellucid.bench.quality.peers import PEERS, Peer, Setting, best_setting, climb, measure_peer
from pellucid.bench.quality.scoring import Score
from pellucid.foundation.errors import UnreadableError, UnsupportedError
from pellucid.foundation.paths import cache_dir
from pellucid.training.metrics import psnr_db


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_measured_data(tmp_path / "data")


def identity(noisy: np.ndarray, setting: Setting) -> np.ndarray:
    return noisy


FAKE = Peer("fake", "A fake", "numpy", identity, (5.0, 10.0, 20.0), takes_sigma=False)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("all (5)", {"x1", "x2", "x3", "y1", "z1"}),
        ("every 2nd in sorted order (3)", {"x1", "x3", "z1"}),
        ("every 3rd", {"x1", "y1"}),
        ("first two of each val prefix (3)", {"x1", "x2", "y1"}),
    ],
)
def test_the_rules_of_the_peer_subset_are_understood(rule: str, expected: set[str]) -> None:
    assert chosen_names(["x1", "x2", "x3", "y1", "z1"], rule, ["x", "y"]) == expected


def test_an_unknown_rule_is_told() -> None:
    with pytest.raises(UnreadableError, match="by mood"):
        chosen_names(["a"], "by mood")


def test_only_marked_pictures_go_to_peers(data: Path) -> None:
    cases = polyu_cases(data, read_plan(data))
    assert [(case.name[:7], case.is_peer) for case in cases] == [
        ("A_desk1", True),
        ("A_desk2", True),
        ("A_desk3", False),
    ]


@pytest.mark.parametrize("start", [0.0, 3.0, 9.0, 60.0])
@pytest.mark.parametrize("best", [1.0, 2.0, 8.0, 32.0])
def test_climbing_finds_the_peak_and_asks_each_rung_once(start: float, best: float) -> None:
    asked: list[float] = []

    def value(rung: float) -> float:
        asked.append(rung)
        return -abs(np.log2(rung / best))

    assert climb(value, (1.0, 2.0, 4.0, 8.0, 16.0, 32.0), start) == best
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("best", [Setting(5.0, 2.0), Setting(10.0), Setting(20.0, 0.5)])
def test_the_strength_for_colours_is_searched_as_well(best: Setting) -> None:
    peer = replace(FAKE, colors=(0.5, 1.0, 2.0))

    def value(setting: Setting) -> float:
        # The right strength shifts a little with that of the colours, as it does where both smooth the same edges.
        strength, color = np.log2(setting.strength / best.strength), np.log2(setting.color / best.color)
        return -abs(strength + 0.2 * color) - abs(color)

    assert best_setting(peer, value, 10.0) == best
    assert best_setting(FAKE, value, 10.0).color == 1


def test_settings_are_told_as_people_would() -> None:
    assert (str(Setting(6.0)), str(Setting(4.5, 2.8))) == ("6", "4.5 colour 2.8")


def test_a_peer_runs_once_and_is_remembered(data: Path) -> None:
    asked: list[float] = []

    def towards_gray(noisy: np.ndarray, setting: Setting) -> np.ndarray:
        asked.append(setting.strength)
        return np.asarray(noisy + (20 - abs(setting.strength - 10)) / 1000, dtype=np.float32)

    case = polyu_cases(data, read_plan(data))[0]
    peer = replace(FAKE, run=towards_gray)
    first = measure_peer(peer, case, PeerMemory())
    count = len(asked)
    again = measure_peer(peer, case, PeerMemory())
    assert count == len(asked) == len(set(asked)) > 0
    assert (first.remembered, again.remembered) == (False, True)
    assert again.score == first.score
    assert first.score.seconds > 0


def test_a_peer_that_takes_the_noise_level_is_told_the_true_one(data: Path) -> None:
    asked: list[float] = []

    def spy(noisy: np.ndarray, setting: Setting) -> np.ndarray:
        asked.append(setting.strength)
        return noisy

    case = awgn_cases(data, read_plan(data), "cbsd68", 15)[0]
    assert measure_peer(replace(FAKE, run=spy, takes_sigma=True), case, PeerMemory()).setting == Setting(15)
    assert asked == [15]


def test_memory_tells_pictures_programs_and_strengths_apart() -> None:
    picture, other = torch.zeros(3, 4, 6), torch.zeros(3, 6, 4)
    digests = {digest_of(picture, picture), digest_of(other, other), digest_of(picture, picture + 1)}
    keys = {key_of(digest, peer, setting) for digest in digests for peer in "ab" for setting in ("1", "2")}
    assert len(keys) == 12


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": {"psnr": 2}}', "{"])
def test_a_damaged_memory_is_begun_anew(content: str) -> None:
    cache_dir().mkdir(parents=True, exist_ok=True)
    (cache_dir() / "peer-scores.json").write_text(content, encoding="utf-8")
    memory = PeerMemory()
    assert memory.recall("a") is None
    memory.keep("a", Score(30.0, 0.9, 1.0, 0.5))
    assert PeerMemory().recall("a") == Score(30.0, 0.9, 1.0, 0.5)


def test_networks_and_peers_stand_side_by_side(models: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality_bench, "PEERS", (FAKE,))
    subset = measure_quality(data, "cpu", ["cbdnet"], ["noise_real_polyu"], peers=True)["cbdnet"]["noise_real_polyu"][
        "peer_subset"
    ]
    assert subset["pictures"] == 2
    assert subset["fake"]["psnr_db"] == subset["noisy_psnr_db"]
    assert subset["noisy_psnr_db"] == pytest.approx(20 * np.log10(255 / NOISE_LEVELS), abs=0.5)
    assert sum(subset["fake"]["best_strengths"].values()) == 2
    assert subset["fake"]["remembered"] == 0
    assert {"psnr_db", "ssim", "seconds_per_megapixel"} <= set(subset["network"])


def test_a_peer_that_is_not_installed_is_told_before_anything_runs(
    models: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality_bench, "PEERS", (replace(FAKE, package="no-such-denoiser"),))
    with pytest.raises(UnsupportedError, match=r"pellucid\[bench\]"):
        measure_quality(data, "cpu", ["cbdnet"], peers=True)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.id)
def test_a_real_peer_removes_noise(peer: Peer, data: Path) -> None:
    pytest.importorskip({"bm3d": "bm3d", "nlm": "cv2"}[peer.id])
    case = awgn_cases(data, read_plan(data), "cbsd68", 25)[0]
    noisy, clean = case.make()
    assert measure_peer(peer, case, PeerMemory()).score.psnr_db > psnr_db(noisy, clean) + 3
