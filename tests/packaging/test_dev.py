"""What the two commands of the README ask of a machine."""

from pathlib import Path

import pytest

import dev
from pellucid.bench.editor_child import display


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a display, without Xvfb and without Qt's libraries for windows."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(dev, "known_libraries", lambda: set(dev.LIBRARIES))


def test_the_editor_off_screen_needs_neither_xvfb_nor_windows(
    bare: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[list[str]] = []
    calls: list[list[str]] = []
    monkeypatch.setattr(dev, "install_system_packages", lambda packages: asked.append(list(packages)))
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    (tmp_path / "stamp").write_text(dev.digest(), encoding="utf-8")
    monkeypatch.setattr(dev, "python", lambda: dev.sys.executable)
    monkeypatch.setattr(dev.subprocess, "call", lambda words, **_: calls.append(list(words)) or 0)
    assert dev.main(["run"]) == 0
    assert "xvfb" not in asked[0]
    assert not set(dev.WINDOW_LIBRARIES.values()) & set(asked[0])
    assert "headless_demo.py" in calls[0][1]


def test_the_editor_draws_off_screen_where_there_is_no_xvfb(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    with display() as place:
        assert (place.name, place.environment["QT_QPA_PLATFORM"]) == ("offscreen", "offscreen")


def test_the_tests_need_a_virtual_display(bare: None) -> None:
    missing = dev.missing_system_packages(needs_windows=True, needs_virtual_display=True)
    assert {"xvfb", *dev.WINDOW_LIBRARIES.values()} <= set(missing)
