"""How large the program may be, and the list of what is inside by size."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MIB = 2**20

# Measured with torch 2.13 and Qt 6.11 when decision 0016 was written; a new version that needs more must say why there.
UNPACKED_BUDGET = 850 * MIB
ARCHIVE_BUDGET = 260 * MIB
# Of one part each, so that what grows is seen where it grows.
PART_BUDGETS = {
    "torch": 420 * MIB,
    "PySide6": 120 * MIB,
    "pellucid": 56 * MIB,
    "numpy": 60 * MIB,
    "imagecodecs": 48 * MIB,
    "PIL": 28 * MIB,
}


@dataclass(frozen=True)
class Part:
    """A package inside the program: its bytes, and its share of all."""

    name: str
    bytes: int
    share: float


def file_sizes(folder: Path) -> dict[str, int]:
    """Bytes of every file below a folder, by its place there; links count nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def parts(sizes: dict[str, int]) -> list[Part]:
    """Add files up by package, the largest first; `numpy.libs` belongs to numpy, a single file is a part."""
    sums: Counter[str] = Counter()
    for name, size in sizes.items():
        sums[part_of(name)] += size
    total = max(1, sum(sums.values()))
    return [Part(name, size, size / total) for name, size in sums.most_common()]


def part_of(name: str) -> str:
    """Name the part that a file belongs to."""
    inner = PurePosixPath(name).parts
    inner = inner[1:] if inner[0] in {"_internal", "Contents"} and len(inner) > 1 else inner
    if len(inner) == 1:
        return "libraries of the system" if ".so" in inner[0] else inner[0]
    top = inner[0].removesuffix(".libs")
    if top.endswith(".dist-info"):
        return "facts of packages"
    return {"pillow": "PIL", "shiboken6": "PySide6", "pi_heif": "pi-heif"}.get(top, top)


def overruns(sizes: dict[str, int], archive_bytes: int | None = None) -> list[str]:
    """Say which budgets are exceeded, one sentence each; nothing where all is well."""
    found = {part.name: part.bytes for part in parts(sizes)}
    budgets = [("the unpacked program", sum(sizes.values()), UNPACKED_BUDGET)]
    budgets += [(f"its part {name}", found.get(name, 0), budget) for name, budget in PART_BUDGETS.items()]
    if archive_bytes is not None:
        budgets.append(("the archive", archive_bytes, ARCHIVE_BUDGET))
    return [
        f"{name} has {size / MIB:.1f} MiB, {(size - budget) / MIB:.1f} more than its budget of {budget / MIB:.0f} MiB"
        for name, size, budget in budgets
        if size > budget
    ]


def report(sizes: dict[str, int]) -> str:
    """Write the list of what is inside, and the forty largest files."""
    lines = [f"{sum(sizes.values()) / MIB:9.1f} MiB  100.0 %  all {len(sizes)} files", ""]
    lines += [f"{part.bytes / MIB:9.1f} MiB  {part.share:6.1%}  {part.name}" for part in parts(sizes)]
    largest = sorted(sizes.items(), key=lambda entry: entry[1], reverse=True)[:40]
    lines += ["", *(f"{size / MIB:9.1f} MiB  {name}" for name, size in largest)]
    return "\n".join(lines) + "\n"
