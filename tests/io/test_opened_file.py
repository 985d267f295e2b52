"""A file on its way to a picture is opened and looked at once."""

from pathlib import Path
from typing import Any

import pytest

from helpers.eyes import two_eyes, write_mpo
from pellucid.io import opened_file
from pellucid.io.containers import mpo
from pellucid.io.documents import open_document


def test_an_mpo_is_opened_sniffed_and_its_index_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, calls = write_mpo(tmp_path / "a.mpo", two_eyes(24, 40)), []

    def counted(module: Any, name: str) -> None:
        plain = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *args: calls.append(name) or plain(*args))

    for module, name in (
        (opened_file, "opened"),
        (opened_file, "sniff"),
        (opened_file, "fingerprint"),
        (mpo, "images"),
    ):
        counted(module, name)
    open_document(path)
    assert sorted(calls) == ["fingerprint", "images", "opened", "sniff"]
