"""Why a card does not compute, in words for the status bar."""

from pathlib import Path

import pytest
import torch

from pellucid.engine import devices
from pellucid.foundation.errors import UsageError


@pytest.fixture(autouse=True)
def _no_cards(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without cards, and torch as it is built for the CPU, whatever runs the tests."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    monkeypatch.setattr(torch.version, "cuda", None)
    monkeypatch.setattr(torch.version, "hip", None)
    monkeypatch.setattr(devices, "_NVIDIA_CARDS", tmp_path / "gpus")
    monkeypatch.setattr(devices, "_NVIDIA_DRIVERS", (tmp_path / "nvcuda.dll",))
    monkeypatch.setattr(devices, "_AMD_CARD", tmp_path / "kfd")


def put_in(card: str, folder: Path) -> None:
    {"NVIDIA": folder / "gpus" / "0000:01:00.0", "AMD": folder / "kfd"}[card].mkdir(parents=True)


def test_a_machine_without_a_card_has_nothing_to_explain() -> None:
    device = devices.choose_device()
    assert (device.torch_device.type, device.note) == ("cpu", "")


@pytest.mark.parametrize("card", ["NVIDIA", "AMD"])
def test_a_build_for_the_cpu_says_that_a_card_is_here(card: str, tmp_path: Path) -> None:
    put_in(card, tmp_path)
    assert devices.choose_device().note == f"An {card} card is here, but this build computes on the CPU only."


def test_windows_knows_the_card_by_its_driver(tmp_path: Path) -> None:
    (tmp_path / "nvcuda.dll").touch()
    assert devices.choose_device().note.startswith("An NVIDIA card is here")


def test_a_driver_without_a_card_is_not_a_card(tmp_path: Path) -> None:
    (tmp_path / "gpus").mkdir()
    assert devices.choose_device().note == ""


@pytest.mark.parametrize(
    ("built_for", "cards", "note"),
    [
        ("cuda", ["NVIDIA"], "An NVIDIA card is here, but its driver does not work with this build."),
        ("cuda", ["AMD"], "An AMD card is here, but this build knows NVIDIA cards only."),
        ("hip", ["AMD", "NVIDIA"], "An AMD card is here, but its driver does not work with this build."),
        ("hip", ["NVIDIA"], "An NVIDIA card is here, but this build knows AMD cards only."),
    ],
)
def test_a_build_for_cards_says_what_stands_in_the_way(
    built_for: str, cards: list[str], note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.version, built_for, "6.0")
    for card in cards:
        put_in(card, tmp_path)
    assert devices.choose_device().note == note


@pytest.mark.parametrize(
    ("built_for", "words"),
    [("hip", "no AMD driver"), ("cuda", "no NVIDIA driver"), ("", "this build knows the CPU only")],
)
def test_a_card_that_was_asked_for_by_name_is_refused_with_the_reason(
    built_for: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if built_for:
        monkeypatch.setattr(torch.version, built_for, "6.0")
    with pytest.raises(UsageError, match=words):
        devices.choose_device("cuda")


def test_who_asks_for_the_cpu_gets_it_without_a_note(tmp_path: Path) -> None:
    put_in("NVIDIA", tmp_path)
    assert devices.choose_device("cpu").note == ""
