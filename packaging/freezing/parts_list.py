"""What the program is made of: a bill of materials (CycloneDX 1.5), and the licences of its parts.

Runs in the environment that was frozen, because that knows what is in it:
`python -m freezing.parts_list FOLDER`. What only the build uses is left out.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

BILL, LICENCES = "pellucid.cdx.json", "licences-of-parts.txt"
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def main(folder: Path) -> None:
    """Write both files."""
    found = requirements_of("pellucid")
    program = found.pop("pellucid")
    (folder / BILL).write_text(json.dumps(bill(program, list(found.values())), indent=1) + "\n", encoding="utf-8")
    (folder / LICENCES).write_text(licences(list(found.values())), encoding="utf-8")


def requirements_of(name: str) -> dict[str, Distribution]:
    """Everything that a package needs here, with itself, by name; extras and foreign systems are left out."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        key = plain(waiting.pop())
        if key in found:
            continue
        try:
            found[key] = distribution(key)
        except PackageNotFoundError:
            continue  # asked for on other systems only
        waiting += [wanted for line in found[key].requires or () if (wanted := required_name(line))]
    return dict(sorted(found.items()))


def required_name(line: str) -> str:
    """The package that a line of requirements names, or nothing where it belongs to an extra."""
    if re.search(r"extra\s*==", line):
        return ""
    return re.split(r"[^A-Za-z0-9._-]", line.strip(), maxsplit=1)[0]


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def bill(program: Distribution, found: list[Distribution]) -> dict[str, Any]:
    """The bill of materials."""
    python = {"type": "platform", "name": "python", "version": platform.python_version(), "bom-ref": "python"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": _component(program) | {"type": "application"}},
        "components": [python, *(_component(part) for part in found)],
        "dependencies": [
            {
                "ref": _reference(part),
                "dependsOn": sorted(
                    _reference(other)
                    for other in found
                    if plain(other.name) in {plain(required_name(line)) for line in part.requires or ()}
                ),
            }
            for part in (program, *found)
        ],
    }


def licences(found: list[Distribution]) -> str:
    """The texts of all licences, one part after the other, with Python's own at the end."""
    pieces = []
    for part in found:
        pieces.append(_heading(f"{part.name} {part.version}: {_licence(part)}"))
        texts = [file for file in part.files or () if ".dist-info" in str(file) and _LICENCE_FILE.search(file.name)]
        pieces += [Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in texts]
    pieces += [_heading(f"Python {platform.python_version()}"), _python_licence()]
    return "\n".join(pieces) + "\n"


def _component(part: Distribution) -> dict[str, Any]:
    return {
        "type": "library",
        "name": part.name,
        "version": part.version,
        "bom-ref": _reference(part),
        "purl": _reference(part),
        "licenses": [{"license": {"name": _licence(part)}}],
    }


def _reference(part: Distribution) -> str:
    return f"pkg:pypi/{plain(part.name)}@{part.version.replace('+', '%2B')}"


def _licence(part: Distribution) -> str:
    facts = part.metadata
    named = [line for field in ("License-Expression", "License") for line in facts.get_all(field) or () if line.strip()]
    if named:
        return str(named[0]).strip().splitlines()[0]
    classes = [line.rsplit("::", 1)[-1].strip() for line in facts.get_all("Classifier") or () if "License" in line]
    return ", ".join(classes) or "see its text"


def _python_licence() -> str:
    texts = [Path(sys.base_prefix) / "LICENSE.txt", *Path(sys.base_prefix).glob("lib/python3*/LICENSE.txt")]
    return next((text.read_text(encoding="utf-8") for text in texts if text.exists()), "PSF License Agreement")


def _heading(text: str) -> str:
    return f"\n{'=' * 100}\n{text}\n{'=' * 100}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
