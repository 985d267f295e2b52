"""Compile the installer's script against a stand-in for the program: `try_script.py ICON`.

Proves on any system with makensis that the script is valid, warnings being errors. It builds nothing to install.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from freezing.photo_formats import windows_endings

SCRIPT = Path(__file__).with_name("pellucid.nsi")
# A name with letters of other scripts, and one deeper than the 260 characters that Windows once allowed.
FILES = ("pellucid.exe", "pellucid-cli.exe", "LICENSE", "_internal/Größe-ñ-文.txt", f"_internal/{'deep/' * 60}end.txt")


def main(icon: Path) -> int:
    """Compile; the return value is that of makensis."""
    with tempfile.TemporaryDirectory() as folder:
        payload = Path(folder) / "payload"
        for name in FILES:
            path = payload / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("a stand-in\n", encoding="utf-8")
        endings = Path(folder) / "endings.nsh"
        endings.write_text(windows_endings(), encoding="utf-8")
        facts = {
            "VERSION": "1.2.3",
            "PAYLOAD": payload,
            "ICON": icon.resolve(),
            "ENDINGS": endings,
            "SETUP": Path(folder) / "Pellucid-1.2.3-windows-setup.exe",
        }
        words = ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in facts.items()), str(SCRIPT)]
        return subprocess.call(words)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
