"""The service answers every line and outlives them all."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.pictures import Run
from pellucid.cli import job as job_room
from pellucid.cli.serve import parse_job
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import MetadataChoice


@pytest.fixture
def ask(run: Run, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Send lines and return the answers."""

    def send(*lines: bytes | dict[str, Any]) -> list[dict[str, Any]]:
        data = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert run("serve") == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return send


def test_jobs_are_answered_in_order(ask: Any, photo: Path, tmp_path: Path) -> None:
    jobs = [
        {"in": str(photo), "out": str(tmp_path / f"{gamma}.png"), "ops": [f"denoise:method=cbdnet,gamma={gamma}"]}
        for gamma in (0.5, 1.0)
    ]
    answers = ask(*jobs)
    assert [list(answer) for answer in answers] == [["code", "message", "seconds", "warnings"]] * 2
    assert [(answer["code"], answer["message"]) for answer in answers] == [(0, "")] * 2
    assert (tmp_path / "0.5.png").read_bytes() != (tmp_path / "1.0.png").read_bytes()


def test_all_keys_are_honoured(ask: Any, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.tif"
    target.write_bytes(b"old")
    maps = {"noise": str(tmp_path / "n.tif")}
    request = {"in": str(photo), "out": str(target), "ops": ["denoise"], "maps": maps, "force": True}
    (answer,) = ask(request | {"pair": str(photo), "eye": "right", "depth": 16, "quality": 90})
    assert answer["code"] == 0
    assert answer["warnings"] == ["Only the right eye was exported; .mpo, .jps and .pns files hold both."]
    assert (tmp_path / "n.tif").exists()


def test_the_service_goes_on_after_every_kind_of_failure(
    ask: Any, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good = {"in": str(photo), "out": str(tmp_path / "out.png"), "force": True}
    opened = job_room.open_document

    def open_or_break(path: Path, right: Path | None, **choices: Any) -> Any:
        if path.name == "bug.png":
            raise RuntimeError("a bug")
        if path.name == "huge.png":
            raise MemoryError
        return opened(path, right, **choices)

    monkeypatch.setattr(job_room, "open_document", open_or_break)
    table: list[tuple[bytes | dict[str, Any], int]] = [
        (b"not json", 2),
        (b"\xff\xfe\x00", 2),
        (b"[" * 100_000, 2),
        (b"[]", 2),
        ({"in": str(photo)}, 2),
        (good | {"colour": 1}, 2),
        (good | {"ops": "denoise"}, 2),
        (good | {"ops": [1]}, 2),
        (good | {"ops": ["explode"]}, 2),
        (good | {"depth": 12}, 2),
        (good | {"depth": True}, 2),
        (good | {"quality": 101}, 2),
        (good | {"force": 1}, 2),
        (good | {"in": "a\0b"}, 2),
        (good | {"out": str(photo)}, 2),
        (good | {"in": str(tmp_path / "none.png")}, 4),
        (good | {"in": str(tmp_path / "bug.png")}, 1),
        (good | {"in": str(tmp_path / "huge.png")}, 7),
        (good, 0),
    ]
    with caplog.at_level("CRITICAL", "pellucid.cli"):
        answers = ask(*(line for line, _ in table))
    assert [answer["code"] for answer in answers] == [code for _, code in table]
    assert all(bool(answer["message"]) == bool(answer["code"]) for answer in answers)


def test_empty_lines_are_not_answered(ask: Any) -> None:
    assert ask(b"", b"   ", b"\r") == []


def test_a_key_of_null_is_a_key_not_given() -> None:
    job = parse_job(b'{"in": "a", "out": "b", "pair": null, "depth": null}', 10)
    assert (job.pair, job.options.depth, job.max_pixels) == (None, None, 10)


def test_proof_is_a_key_of_a_job() -> None:
    assert parse_job(b'{"in": "a", "out": "b", "proof": true}', 10).options.proof
    assert not parse_job(b'{"in": "a", "out": "b"}', 10).options.proof


def test_the_choice_of_metadata_is_the_jobs_or_else_the_services() -> None:
    chosen = b'{"in": "a", "out": "b", "metadata": "none"}'
    assert parse_job(chosen, 10, "without-location").options.metadata is MetadataChoice.NONE
    assert parse_job(b'{"in": "a", "out": "b"}', 10).options.metadata is MetadataChoice.ALL
    silent = parse_job(b'{"in": "a", "out": "b"}', 10, "without-location")
    assert silent.options.metadata is MetadataChoice.WITHOUT_LOCATION
    with pytest.raises(UsageError, match="metadata: “some” is none of all, without-location, none"):
        parse_job(b'{"in": "a", "out": "b", "metadata": "some"}', 10)


def test_a_wrong_type_is_named() -> None:
    with pytest.raises(UsageError, match="ops: a list of texts is needed"):
        parse_job(b'{"in": "a", "out": "b", "ops": {}}', 10)


def test_a_job_names_its_result_as_a_batch_does(ask: Any, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    job = {"in": str(photo), "out": str(out), "pattern": "{name}-{number:2}", "number": 3, "existing": "unique"}
    first, second, third, fourth = ask(job, job, job | {"existing": "skip"}, job | {"existing": "overwrite"})
    assert [Path(answer["out"]).name for answer in (first, second)] == [
        f"{photo.stem}-03.png",
        f"{photo.stem}-03-2.png",
    ]
    assert third["skipped"]
    assert fourth["code"] == 0
    assert len(list(out.iterdir())) == 2


def test_a_pattern_knows_the_version_that_was_asked_for() -> None:
    job = {"in": "a.jpg", "out": "out", "pattern": "{name}-{version}", "version": "Warm"}
    assert parse_job(json.dumps(job).encode(), 10).target == Path("out/a-Warm.jpg")


@pytest.mark.parametrize(
    "wrong",
    [
        {"existing": "never"},
        {"pattern": "{x}"},
        {"pattern": 3},
        {"number": "3"},
        {"pattern": "{number}", "number": -5},
        {"max_pixels": 0},
        {"in": "\ud800.jpg"},
        {"out": "\ud800.jpg"},
    ],
)
def test_a_wrong_name_is_told(ask: Any, photo: Path, tmp_path: Path, wrong: dict[str, Any]) -> None:
    (answer,) = ask({"in": str(photo), "out": str(tmp_path)} | wrong)
    assert answer["code"] == 2
    assert "Something went wrong" not in answer["message"]
