"""The bench of quality measures what `splits.json` says, with networks and peers whose result is known."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from cli.measured_data import CBSD, LIVE, write_measured_data
from cli.pictures import Run
from pellucid.bench.measure_quality import measure_quality
from pellucid.bench.quality import camera
from pellucid.bench.quality.camera import CURVES_SEED, camera_figures, gray_shots, photo_shots
from pellucid.bench.quality.cases import awgn_cases, read_plan
from pellucid.bench.quality.table import markdown_table
from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.imaging.camera_response import formula_curves
from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.published.dncnn import import_dncnn
from pellucid.training.degradations import gaussian_noise
from pellucid.training.response_curves import read_curves


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_measured_data(tmp_path / "data")


@pytest.fixture
def installed(models: Path, tmp_path: Path) -> Path:
    """A models folder where DnCNN finds half of every sample to be noise, and deartifact finds nothing."""
    shutil.rmtree(models / "deartifact")  # the tiny one, of random weights
    for name, share in (("dncnn", 0.5), ("deartifact", 0.0)):
        identity = np.zeros((6, 3, 3, 3), np.float32)
        for channel in range(3):
            identity[2 * channel, channel, 1, 1], identity[2 * channel + 1, channel, 1, 1] = 1, -1
        back = np.zeros((3, 6, 3, 3), np.float32)
        for channel in range(3):
            back[channel, 2 * channel, 1, 1], back[channel, 2 * channel + 1, 1, 1] = share, -share
        file = tmp_path / f"{name}.npz"
        np.savez(file, allow_pickle=False, w00=identity, b00=np.zeros(6), w01=back, b01=np.zeros(3))
        import_dncnn(file, models / name)
    return models


def test_every_network_is_measured_on_its_sets(
    run: Run, installed: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bench", "quality", "--data", data, "--json") == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    measured = {name for name, sets in figures.items() if sets}
    assert measured == {"cbdnet", "dncnn", "deartifact", "dehazenet", "left_out"}
    assert set(figures["left_out"]) == {"davanet", "pmsnet", "epdn", "dpe"}  # those are not installed here
    assert set(figures["cbdnet"]) == {"noise_real_polyu", "noise_real_renoir", "camera_noise"}
    assert set(figures["dncnn"]["cbsd68"]) == set(figures["dncnn"]["cbsd68_8bit"]) == {"sigma_15", "sigma_50"}
    assert set(figures["deartifact"]["live1"]) == {"quality_10", "quality_40"}
    assert set(figures["deartifact"]["live1_good"]) >= {"halved_60", "halved_95", "full_60", "full_95"}
    assert set(figures["dehazenet"]) == {"haze", "haze_bright"}
    haze = figures["dehazenet"]["haze"]
    assert haze["pictures"] == 2
    assert haze["share_of_constant_error"] > 0
    assert haze["dark_channel_prior"]["psnr_db"] != haze["psnr_db"]
    assert figures["cbdnet"]["noise_real_polyu"]["pictures"] == 3
    assert set(figures["cbdnet"]["noise_real_polyu"]["psnr_db_by_gamma"]) >= {"0.5", "1", "2"}
    by_camera = figures["cbdnet"]["noise_real_polyu"]["by_camera"]
    assert [(camera, found["pictures"]) for camera, found in by_camera.items()] == [("A", 3)]
    assert by_camera["A"]["psnr_db"] == figures["cbdnet"]["noise_real_polyu"]["psnr_db"]
    assert "by_camera" not in figures["cbdnet"]["noise_real_renoir"]
    sigma15 = figures["dncnn"]["cbsd68"]["sigma_15"]
    assert (sigma15["pictures"], sigma15["peer_subset"]["pictures"]) == (CBSD, 2)
    assert sigma15["noisy_psnr_db"] == pytest.approx(20 * np.log10(255 / 15), abs=0.1)
    assert sigma15["psnr_db"] < sigma15["noisy_psnr_db"]
    assert sigma15["seconds_per_megapixel"] > 0


def test_a_network_that_changes_nothing_gains_nothing(installed: Path, data: Path) -> None:
    figures = measure_quality(data, "cpu", ["deartifact"])["deartifact"]
    assert figures["live1"]["quality_10"]["gain_db"] == 0
    assert figures["live1_good"]["full_95"]["least_gain_db"] == 0
    assert figures["live1"]["quality_10"]["psnr_db"] < figures["live1"]["quality_40"]["psnr_db"]
    assert figures["live1_untouched"] == {"pictures": LIVE, "mean_change_levels": 0.0, "largest_change_levels": 0.0}


def test_a_model_folder_is_measured_like_an_installed_network(installed: Path, data: Path) -> None:
    (installed / "dncnn").rename(data / "mine")
    figures = measure_quality(data, "cpu", [str(data / "mine")], ["cbsd68_8bit"])
    row = figures["mine"]["cbsd68_8bit"]["sigma_50"]
    assert (row["pictures"], figures["left_out"]) == (CBSD, {})
    assert "peer_subset" not in row


def test_a_network_that_is_not_installed_is_left_out_with_a_sentence(models: Path, data: Path) -> None:
    figures = measure_quality(data, "cpu", ["cbdnet", "dncnn"], ["noise_real_renoir", "cbsd68"])
    assert set(figures) == {"cbdnet", "left_out"}
    assert "“dncnn” is not installed" in figures["left_out"]["dncnn"]


def test_a_set_that_needs_a_library_is_left_out_with_its_sentence(
    models: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def needs(*_: object) -> None:
        raise UsageError("install h5py first")

    monkeypatch.setattr(camera, "read_curves", needs)
    figures = measure_quality(data, "cpu", ["cbdnet"], ["noise_real_renoir", "camera_noise"])
    assert set(figures["cbdnet"]) == {"noise_real_renoir"}
    assert figures["left_out"] == {"cbdnet camera_noise": "install h5py first"}


def test_a_folder_without_a_plan_or_pictures_is_told(models: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"no splits\.json"):
        measure_quality(tmp_path, "cpu", ["cbdnet"])
    (tmp_path / "splits.json").write_text('{"awgn": {"sigma": [15]}}', encoding="utf-8")
    with pytest.raises(UnreadableError, match="no pictures"):
        measure_quality(tmp_path, "cpu", ["cbdnet"], ["noise_real_polyu", "noise_real_renoir"])


def test_an_unknown_set_is_a_usage_error(run: Run, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("bench", "quality", "--data", data, "--sets", "kodak") == 2
    assert "“kodak”" in capsys.readouterr().err


def test_noise_has_the_seed_of_the_place_of_its_picture(data: Path) -> None:
    noisy, clean = awgn_cases(data, read_plan(data), "cbsd68", 25)[3].make()
    assert torch.equal(noisy, gaussian_noise(clean, 25, torch.Generator().manual_seed(3)))


def test_clipped_noise_is_what_an_8_bit_file_holds(data: Path) -> None:
    noisy, _ = awgn_cases(data, read_plan(data), "cbsd68", 50, clipped=True)[0].make()
    assert noisy.min() >= 0
    assert noisy.max() <= 1
    assert torch.allclose(noisy * 255, (noisy * 255).round(), atol=1e-3)


def test_shots_repeat_and_cover_all_grays() -> None:
    curves = formula_curves(5, torch.Generator().manual_seed(1))
    first, second = (list(gray_shots(curves)) for _ in range(2))
    assert all(torch.equal(one[1], other[1]) for one, other in zip(first, second, strict=True))
    assert {gray for gray, _ in first} == {level / 10 for level in range(1, 10)}
    assert not torch.equal(first[0][1], first[1][1])


class KnowingNetwork(CBDNet):
    """Finds one and a half times the true map, and denoises by what is left of the noise."""

    def __init__(self, truths: list[torch.Tensor]) -> None:
        super().__init__((4, 4, 8), 4, map_kind="luma_chroma")
        self.truths = truths

    def estimate(self, noisy: torch.Tensor) -> torch.Tensor:
        return 1.5 * self.truths.pop(0)[None]

    def forward(self, noisy: torch.Tensor, gamma: float = 1.0) -> tuple[torch.Tensor, torch.Tensor]:
        return noisy + 0.1, noisy


def test_a_map_that_is_half_too_high_has_that_error(data: Path) -> None:
    paths, curves = [data / "train/clean/kept.png"], read_curves(data, CURVES_SEED)
    truths = [truth for encoded in (False, True) for _, truth in photo_shots(paths, curves, encoded=encoded)]
    figures = camera_figures(KnowingNetwork(truths), data, torch.device("cpu"))
    assert (figures["map_error"], figures["map_error_jpeg"]) == (0.5, 0.5)
    assert (figures["map_ratio"], figures["map_ratio_jpeg"]) == (1.5, 1.5)
    assert set(figures["map_ratio_by_level"].values()) <= {1.5, None}
    # A tenth brighter is about ten of L, and seen as much as that.
    assert figures["gray_delta_e"] > figures["gray_noisy_delta_e"] + 5


def test_the_table_has_a_row_for_each_set_and_a_line_for_the_rest(
    run: Run, installed: Path, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("bench", "quality", "--data", data, "--markdown") == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    # Two real sets, a camera, twice two noise levels, two JPEG qualities and ten good ones, haze and its peer, header.
    assert len(rows) == 2 + 1 + 4 + 2 + 10 + 4 + 2
    assert any("real noise, PolyU, A (3)" in row for row in rows)
    assert len({row.count("|") for row in rows}) == 1
    assert any("JPEG quality 10" in row for row in rows)
    assert sum(line.startswith(("CBDNet's map", "Deartifact changes")) for line in lines) == 2


def test_the_table_says_which_peers_were_remembered() -> None:
    row = {"psnr_db": 30.0, "ssim": 0.9, "seconds_per_megapixel": 1.0}
    peer = {**row, "psnr_db": 29.0, "seconds_per_megapixel": 200.0, "remembered": 2}
    subset = {"pictures": 2, "noisy_psnr_db": 20.0, "network": row, "bm3d": peer}
    entry = {**row, "pictures": 3, "noisy_psnr_db": 20.1, "gain_db": 9.9, "peer_subset": subset}
    header, _, line = markdown_table({"dncnn": {"cbsd68": {"sigma_25": entry}}, "left_out": {}}).splitlines()
    assert header.endswith("| peer subset: input | network | BM3D |")
    assert line.endswith("| 20.00 dB (2) | 30.00 dB, 1.00 s | 29.00 dB, 200.00 s before |")
