"""A look: the identity at first, the same at any size, kept in one file that cannot be swapped or broken unnoticed."""

from pathlib import Path

import pytest
import torch

from helpers.looks import CONFIGURATION, installed_look, made_look
from helpers.pictures import waves
from pellucid.foundation.errors import ModelError
from pellucid.foundation.looks import add_look
from pellucid.networks.card import Figure
from pellucid.networks.loading import build_network, find_model, load_network
from pellucid.networks.look import Development, Look
from pellucid.networks.look_file import look_bytes


@pytest.fixture(autouse=True)
def _own_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "data"))


def test_a_new_look_changes_nothing() -> None:
    picture = waves(40, 56)[None]
    with torch.no_grad():
        assert torch.allclose(Look(0.125)(picture), picture, atol=1e-6)


def test_a_development_bends_each_channel_between_its_matrices() -> None:
    development = Development()
    with torch.no_grad():
        development.curves[1] = development.curves[1] ** 2
        development.last[0, 1] = 0.5
    colors = torch.tensor([[0.2], [0.5], [1.25]])
    found = development(colors)[:, 0]
    assert torch.allclose(found, torch.tensor([0.2 + 0.125, 0.25, 1.25]), atol=1e-5)


def test_a_look_is_loaded_like_any_network_and_does_what_it_did() -> None:
    look = installed_look(gain=0.5)
    network = load_network(look.id, torch.device("cpu"))
    picture = waves(40, 56)[None]
    with torch.inference_mode():
        assert torch.allclose(network(picture), picture * 0.5, atol=1e-3)


def test_the_card_says_what_the_file_is() -> None:
    look = installed_look()
    card = find_model(look.id)
    assert (card.title, card.configuration) == ("Tea time", CONFIGURATION)
    assert card.parameters == sum(value.numel() for value in Look(**CONFIGURATION).parameters())  # type: ignore[arg-type]
    assert card.figures == (Figure("2 held-out pairs", "psnr_db", 40.5, "2026-01-31"),)


def test_a_file_that_was_changed_is_refused() -> None:
    look = installed_look()
    data = bytearray(look.path.read_bytes())
    data[-1] ^= 1
    look.path.write_bytes(bytes(data))
    with pytest.raises(ModelError, match=r"“Tea time” was changed or damaged\. Delete it under Looks"):
        find_model(look.id)


@pytest.mark.parametrize(
    "configuration",
    [
        {"multiplier": 1000, "guide": "curves"},
        {"multiplier": "1", "guide": "curves"},
        {"multiplier": 1, "guide": "x"},
        {},
    ],
)
def test_a_file_cannot_ask_for_another_kind_of_network(configuration: dict[str, object]) -> None:
    look = add_look(look_bytes(Look(0.125), "Huge", configuration, ()))
    with pytest.raises(ModelError, match="“Huge” was changed or damaged"):
        find_model(look.id)


def test_weights_of_another_size_are_refused() -> None:
    look = add_look(look_bytes(Look(0.125), "Odd", {"multiplier": 0.25, "guide": "curves"}, ()))
    with pytest.raises(ModelError, match=r"these are not the weights of Odd\. Delete it under Looks"):
        build_network(find_model(look.id))


def test_a_look_of_a_newer_make_up_asks_for_an_update() -> None:
    newer = made_look().replace(b'architecture\\": \\"look', b'architecture\\": \\"spot')
    look = add_look(newer)
    with pytest.raises(ModelError, match="made by a newer Pellucid; update"):
        find_model(look.id)
