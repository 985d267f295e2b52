"""Checkpoints as one file and as a set of small files."""

import hashlib
import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from pellucid.foundation.errors import UnreadableError
from pellucid.training import checkpoints, shards
from pellucid.training.checkpoints import Counters, Learner, MovingAverage, load_checkpoint, load_start, save_checkpoint
from pellucid.training.run_folder import CHECKPOINT, find_checkpoint

COUNTERS = Counters(step=7, seconds=1.25, best_db=31.5, is_cooling=True)
HALF_PRECISION = 2**-11
"""Relative rounding of half precision; a moment is kept as a share of the largest of its tensor."""


def learner(seed: int = 1, width: int = 8, steps: int = 3) -> Learner[nn.Sequential]:
    """A small network after a few steps, so that all moments are there."""
    torch.manual_seed(seed)
    network = nn.Sequential(nn.Conv2d(3, width, 3), nn.ReLU(), nn.Conv2d(width, 3, 3))
    average = MovingAverage(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-2)
    for step in range(steps):
        optimiser.zero_grad()
        (network(torch.rand(1, 3, 12, 12)) - 0.5).square().mean().backward()
        optimiser.step()
        average.update(network, step)
    return Learner(network, average, optimiser)


def moments(found: Learner[nn.Sequential], name: str) -> list[Tensor]:
    return [found.optimiser.state[parameter][name] for parameter in found.network.parameters()]


def same_weights(first: Learner[nn.Sequential], second: Learner[nn.Sequential]) -> bool:
    states = zip(first.network.state_dict().values(), second.network.state_dict().values(), strict=True)
    averages = zip(first.average.weights.values(), second.average.weights.values(), strict=True)
    return all(torch.equal(a, b) for pairs in (states, averages) for a, b in pairs)


def test_one_file_brings_everything_back_to_the_bit(tmp_path: Path) -> None:
    saved, loaded = learner(), learner(seed=2, steps=0)
    save_checkpoint(tmp_path / CHECKPOINT, saved, COUNTERS)
    assert load_checkpoint(tmp_path / CHECKPOINT, loaded) == COUNTERS
    assert same_weights(saved, loaded)
    for name in ("exp_avg", "exp_avg_sq", "step"):
        assert all(torch.equal(a, b) for a, b in zip(moments(saved, name), moments(loaded, name), strict=True))


def test_checkpoints_written_before_there_was_a_cool_down_still_load(tmp_path: Path) -> None:
    saved = learner(steps=0)
    tensors = {f"network.{name}": value for name, value in saved.network.state_dict().items()}
    tensors |= {f"average.{name}": value for name, value in saved.average.weights.items()}
    save_file(tensors, tmp_path / CHECKPOINT, metadata={"step": "40", "seconds": "12.5", "best_db": "-inf"})
    found = load_checkpoint(tmp_path / CHECKPOINT, learner(seed=2, steps=0))
    assert found == Counters(step=40, seconds=12.5)


def test_a_set_brings_the_weights_back_to_the_bit_and_the_moments_up_to_half_precision(tmp_path: Path) -> None:
    saved, loaded = learner(), learner(seed=2, steps=0)
    save_checkpoint(tmp_path / CHECKPOINT, saved, COUNTERS, shard_mib=0.1)
    index = find_checkpoint(tmp_path / CHECKPOINT)
    assert index == tmp_path / "checkpoint.index.json"
    assert load_checkpoint(index, loaded) == COUNTERS
    assert same_weights(saved, loaded)
    for truth, found in zip(moments(saved, "exp_avg"), moments(loaded, "exp_avg"), strict=True):
        assert (truth - found).abs().max() <= HALF_PRECISION * truth.abs().max()
    for truth, found in zip(moments(saved, "exp_avg_sq"), moments(loaded, "exp_avg_sq"), strict=True):
        assert (truth.sqrt() - found.sqrt()).abs().max() <= HALF_PRECISION * truth.sqrt().max()
        assert (found[truth > 0] > 0).all()


def test_small_second_moments_stay_above_zero_because_the_update_divides_by_them() -> None:
    squares = torch.tensor([1.0, 1e-20, 0.0])
    stored = shards.halved({"optimiser.exp_avg_sq.weight": squares})
    assert stored["optimiser.exp_avg_sq.weight"].dtype == torch.float16
    found = shards.whole(stored)["optimiser.exp_avg_sq.weight"]
    assert found[0] == 1
    assert 0 < found[1] < 1e-13
    assert found[2] == 0


def test_no_file_of_a_set_is_larger_than_asked_for_even_if_a_tensor_is(tmp_path: Path) -> None:
    saved = learner(width=1500)
    assert max(value.nbytes for value in saved.network.state_dict().values()) > 0.1 * 2**20
    save_checkpoint(tmp_path / CHECKPOINT, saved, COUNTERS, shard_mib=0.1)
    files = sorted((tmp_path / "checkpoint-a").iterdir())
    assert len(files) > 5
    assert files[0].name == f"checkpoint-00001-of-{len(files):05d}.safetensors"
    assert max(path.stat().st_size for path in files) <= 0.1 * 2**20
    loaded = learner(seed=2, width=1500, steps=0)
    load_checkpoint(tmp_path / "checkpoint.index.json", loaded)
    assert same_weights(saved, loaded)


def test_the_old_set_stays_whole_until_the_new_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, index = learner(), tmp_path / "checkpoint.index.json"
    save_checkpoint(tmp_path / CHECKPOINT, first, COUNTERS, shard_mib=0.1)

    def full(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(shards, "write_json", full)
        with pytest.raises(OSError, match="no space"):
            save_checkpoint(tmp_path / CHECKPOINT, learner(seed=3), Counters(step=9), shard_mib=0.1)
    loaded = learner(seed=2, steps=0)
    assert load_checkpoint(index, loaded) == COUNTERS
    assert same_weights(first, loaded)
    for step in (8, 9):
        save_checkpoint(tmp_path / CHECKPOINT, first, Counters(step=step), shard_mib=0.1)
        assert load_checkpoint(index, loaded).step == step
        assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_only_one_form_of_a_checkpoint_stands(tmp_path: Path) -> None:
    path = tmp_path / CHECKPOINT
    save_checkpoint(path, learner(), COUNTERS, shard_mib=0.1)
    save_checkpoint(path, learner(), COUNTERS)
    assert [found.name for found in tmp_path.iterdir()] == [CHECKPOINT]
    save_checkpoint(path, learner(), COUNTERS, shard_mib=0.1)
    assert not path.exists()


def test_what_is_damaged_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / CHECKPOINT
    save_checkpoint(path, learner(), COUNTERS)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(UnreadableError, match="damaged"):
        load_checkpoint(path, learner())
    save_checkpoint(path, learner(), COUNTERS, shard_mib=0.1)
    (piece,) = (tmp_path / "checkpoint-a").iterdir()
    piece.write_bytes(piece.read_bytes()[:-1] + b"\1")
    with pytest.raises(UnreadableError, match="damaged"):
        load_checkpoint(tmp_path / "checkpoint.index.json", learner())
    index = json.loads((tmp_path / "checkpoint.index.json").read_text())
    assert index["files"][piece.name] != hashlib.sha256(piece.read_bytes()).hexdigest()


def test_a_checkpoint_of_another_network_is_refused(tmp_path: Path) -> None:
    save_checkpoint(tmp_path / CHECKPOINT, learner(width=4), COUNTERS)
    with pytest.raises(UnreadableError, match="another network"):
        load_checkpoint(tmp_path / CHECKPOINT, learner())


def test_a_network_starts_from_shipped_weights_or_from_the_average_of_a_checkpoint(tmp_path: Path) -> None:
    other, network = learner(), learner(seed=2).network
    shipped = {name: value.half() for name, value in other.network.state_dict().items()}
    save_file(shipped, tmp_path / "weights.safetensors")
    load_start(tmp_path / "weights.safetensors", network)
    assert all(torch.equal(value, shipped[name].float()) for name, value in network.state_dict().items())
    save_checkpoint(tmp_path / CHECKPOINT, other, COUNTERS)
    load_start(tmp_path / CHECKPOINT, network)
    assert all(torch.equal(value, other.average.weights[name]) for name, value in network.state_dict().items())
    with pytest.raises(UnreadableError, match="no weights of this network"):
        load_start(tmp_path / "weights.safetensors", nn.Conv2d(3, 3, 1))


def test_an_average_copies_counts_that_have_no_mean() -> None:
    network = nn.BatchNorm2d(2)
    average = MovingAverage(network)
    network(torch.rand(2, 2, 4, 4))
    average.update(network, 0)
    assert average.weights["num_batches_tracked"] == 1
    assert checkpoints.MovingAverage(network).weights.keys() == average.weights.keys()
