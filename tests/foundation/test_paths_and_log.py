"""Where data lies, and where the log goes."""

import errno
import logging
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from pellucid.foundation import paths
from pellucid.foundation.log import start_logging


@pytest.fixture
def pellucid_logger() -> Iterator[logging.Logger]:
    logger = logging.getLogger("pellucid")
    before = logger.handlers[:], logger.level, logger.propagate
    raises = logging.raiseExceptions
    yield logger
    logging.raiseExceptions = raises
    for handler in logger.handlers:
        if handler not in before[0]:
            handler.close()
    logger.handlers[:], logger.level, logger.propagate = before[0], before[1], before[2]


def test_the_checkout_ships_its_own_data() -> None:
    assert (paths.models_dir() / "cbdnet" / "model.toml").is_file()
    assert (paths.resources_dir() / "samples").is_dir()


def test_bundled_data_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_bundled").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.resources_dir() == tmp_path / "_bundled" / "resources"


@pytest.mark.parametrize("name", ["models", "config", "cache", "state", "data"])
def test_every_folder_can_be_put_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"PELLUCID_{name.upper()}_DIR", str(tmp_path))
    assert getattr(paths, f"{name}_dir")() == tmp_path


@pytest.mark.parametrize(
    ("name", "variable", "below_home"),
    [
        ("config", "XDG_CONFIG_HOME", ".config"),
        ("data", "XDG_DATA_HOME", ".local/share"),
        ("cache", "XDG_CACHE_HOME", ".cache"),
        ("state", "XDG_STATE_HOME", ".local/state"),
    ],
)
def test_linux_has_the_folders_of_xdg(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, variable: str, below_home: str
) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", Unix)
    monkeypatch.delenv(f"PELLUCID_{name.upper()}_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(variable, raising=False)
    assert getattr(paths, f"{name}_dir")() == tmp_path / below_home / "pellucid"
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert getattr(paths, f"{name}_dir")() == tmp_path / "elsewhere" / "pellucid"


def test_macos_keeps_settings_out_of_the_system_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", MacOS)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.delenv(f"PELLUCID_{name}_DIR", raising=False)
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    library = tmp_path / "Library"
    assert paths.config_dir() == paths.data_dir() == paths.state_dir() == library / "Application Support" / "pellucid"
    assert paths.cache_dir() == library / "Caches" / "pellucid"


def test_records_go_to_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pellucid_logger: logging.Logger
) -> None:
    monkeypatch.setenv("PELLUCID_LOG", str(tmp_path / "deep" / "log.txt"))
    start_logging()
    assert not (tmp_path / "deep").exists()  # nothing has been said yet
    logging.getLogger("pellucid.engine").info("tile of %d px", 512)
    assert "INFO pellucid.engine" in (tmp_path / "deep" / "log.txt").read_text(encoding="utf-8")


def test_a_name_that_cannot_be_written_is_logged_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pellucid_logger: logging.Logger
) -> None:
    monkeypatch.setenv("PELLUCID_LOG", str(tmp_path / "log.txt"))
    start_logging()
    logging.getLogger("pellucid.engine").error("internal error with %s", "a\udcff.jpg")
    assert "internal error with a\\udcff.jpg" in (tmp_path / "log.txt").read_text(encoding="utf-8")


def test_a_full_disk_leaves_the_terminal_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pellucid_logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    def fill_up(_handler: logging.Handler) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setenv("PELLUCID_LOG", str(tmp_path / "log.txt"))
    start_logging()
    with monkeypatch.context() as full:
        full.setattr(logging.StreamHandler, "flush", fill_up)
        logging.getLogger("pellucid.engine").info("finds no room")
    assert capsys.readouterr() == ("", "")


def test_without_a_writable_place_there_is_no_log(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pellucid_logger: logging.Logger,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PELLUCID_LOG", str(tmp_path / "file" / "log.txt"))
    start_logging()
    logging.getLogger("pellucid.engine").info("goes nowhere")
    assert capsys.readouterr() == ("", "")
