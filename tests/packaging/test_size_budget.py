"""The size budget: what it adds up, and when it complains."""

from pathlib import Path

from freezing.size_budget import ARCHIVE_BUDGET, MIB, UNPACKED_BUDGET, file_sizes, overruns, part_of, parts, report


def test_a_small_program_is_within_budget() -> None:
    assert overruns({"_internal/torch/lib/a.so": 300 * MIB, "pellucid": 30 * MIB}, 200 * MIB) == []


def test_every_budget_that_is_exceeded_is_named() -> None:
    said = overruns({"_internal/torch/a.so": UNPACKED_BUDGET + MIB}, ARCHIVE_BUDGET + 2 * MIB)
    assert len(said) == 3
    assert "the unpacked program has 851.0 MiB, 1.0 more than its budget of 850 MiB" in said
    assert any(sentence.startswith("its part torch") for sentence in said)
    assert any(sentence.startswith("the archive has 262.0 MiB, 2.0 more") for sentence in said)


def test_a_budget_may_be_used_up() -> None:
    assert overruns({"data/a": UNPACKED_BUDGET}, ARCHIVE_BUDGET) == []


def test_libraries_of_a_wheel_belong_to_their_package() -> None:
    assert part_of("_internal/numpy.libs/libopenblas.so") == "numpy"
    assert part_of("_internal/pillow.libs/libavif.so") == "PIL"
    assert part_of("_internal/libxcb-cursor.so.0") == "libraries of the system"
    assert part_of("_internal/torch-2.0.dist-info/RECORD") == "facts of packages"
    assert part_of("pellucid") == "pellucid"


def test_parts_come_by_size_with_their_share() -> None:
    first, second = parts({"_internal/b/x": 1, "_internal/a/x": 2, "_internal/a/y": 1})
    assert (first.name, first.bytes, first.share) == ("a", 3, 0.75)
    assert second.name == "b"


def test_links_count_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1234")
    (tmp_path / "link").symlink_to("file")
    assert file_sizes(tmp_path) == {"file": 4}


def test_the_report_lists_parts_and_files() -> None:
    said = report({"_internal/torch/a.so": 3 * MIB, "pellucid": MIB})
    assert "4.0 MiB  100.0 %  all 2 files" in said
    assert "3.0 MiB   75.0%  torch" in said
    assert "1.0 MiB  pellucid" in said
