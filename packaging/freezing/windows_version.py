"""The facts that Windows shows in the properties of a program file."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from freezing.version import four_numbers

LANGUAGE, UNICODE = 0x0409, 1200
"""English (United States), UTF-16: the pair under which Windows looks first."""


def resource_strings(version: str, program: str) -> dict[str, str]:
    """Name and describe a program file."""
    return {
        "CompanyName": "The Pellucid project",
        "FileDescription": "Pellucid, a photo editor for restoration",
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "Pellucid",
        "ProductVersion": version,
    }


def version_resource(version: str, program: str) -> Any:
    """Make the resource; only PyInstaller on Windows has the types for it."""
    win = import_module("PyInstaller.utils.win32.versioninfo")

    numbers = four_numbers(version)
    strings = [win.StringStruct(name, text) for name, text in resource_strings(version, program).items()]
    table = win.StringTable(f"{LANGUAGE:04x}{UNICODE:04x}", strings)
    return win.VSVersionInfo(
        ffi=win.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            win.StringFileInfo([table]),
            win.VarFileInfo([win.VarStruct("Translation", [LANGUAGE, UNICODE])]),
        ],
    )
