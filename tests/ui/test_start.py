"""What the window needs before it stands on the screen."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "module", ["numpy", "torch", "PIL", "qtawesome", "PySide6.QtNetwork", "pellucid.document.sidecar"]
)
def test_what_is_slow_to_load_waits_for_the_window(module: str) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'app')!r}); import pellucid.editor; "
    asked = subprocess.run([sys.executable, "-c", f"{code}sys.exit({module!r} in sys.modules)"], check=False)
    assert asked.returncode == 0
