"""The rules of the house that import-linter cannot see."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300
LONGEST_CENTRE = 220
CENTRES = ("application.py", "wires.py", "ui/main_window.py", "ui/canvas/canvas.py")
FOLDERS = ("app", "tests", "packaging")
# Put together here, so that this file does not hold them itself.
PATHS_OF_ONE_MACHINE = ["/" + name + "/" for name in ("work", "root", "home")]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error", "X" * 3]


def python_files() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def text_files() -> list[Path]:
    notes = [path for folder in ("app", "resources", "models") for path in sorted((ROOT / folder).rglob("*.md"))]
    return [*python_files(), *notes, ROOT / "README.md", ROOT / "pyproject.toml", ROOT / "CHANGELOG.md"]


@pytest.mark.parametrize("folder", ["models", "resources"])
def test_folders_that_people_may_replace_hold_no_code(folder: str) -> None:
    assert (ROOT / folder).is_dir()
    assert not [path for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".pyc", ".so", ".pkl", ".pth"}]


def test_every_network_has_weights_a_card_and_its_recipe() -> None:
    folders = [path for path in (ROOT / "models").iterdir() if path.is_dir()]
    assert folders
    wanted = {"model.toml", "README.md", "recipe.toml", "weights.safetensors"}
    missing = {folder.name: wanted - {path.name for path in folder.iterdir()} for folder in folders}
    assert not {name: files for name, files in missing.items() if files}


def test_all_weights_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "models").rglob("*.safetensors")) <= 28 * 2**20


def test_no_file_outgrows_its_subject() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in python_files()}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FILE}


@pytest.mark.parametrize("name", CENTRES)
def test_where_all_meets_stays_short(name: str) -> None:
    assert len((ROOT / "app" / "pellucid" / name).read_text("utf-8").splitlines()) <= LONGEST_CENTRE


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in (ROOT / "app").rglob("*.py") if not path.read_text("utf-8").startswith('"""')]
    assert not silent


@pytest.mark.parametrize("word", PATHS_OF_ONE_MACHINE + UNFINISHED)
def test_no_file_names_a_machine_or_is_unfinished(word: str) -> None:
    assert not [str(path.relative_to(ROOT)) for path in text_files() if word in path.read_text("utf-8")]


def test_no_text_waits_for_a_figure() -> None:
    waiting = {str(path.relative_to(ROOT)): re.findall("@[A-Z]+@", path.read_text("utf-8")) for path in text_files()}
    assert not {name: places for name, places in waiting.items() if places}


def test_decisions_are_numbered_without_gaps_and_say_what_they_cost() -> None:
    decisions = sorted((ROOT / "app" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Rejected", "Cost"], path.name


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    reasons = (ROOT / "app" / "decisions" / "0004-dependencies.md").read_text("utf-8").lower()
    names = [re.split("[><=]", line)[0].lower() for line in project["dependencies"]]
    assert not [name for name in names if f"`{name}`" not in reasons]


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    pins = (ROOT / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {_plain(line.split("==")[0]) for line in pins}
    names = {_plain(re.split("[><=]", line)[0]) for line in [*project["dependencies"], *extras]}
    assert not names - pinned


def _plain(package: str) -> str:
    return package.strip().lower().replace("_", "-")


@pytest.mark.parametrize("module", ["pellucid.ui.main_window", "pellucid.document.history", "pellucid.io.decode"])
def test_the_window_the_document_and_the_files_load_no_torch(module: str) -> None:
    _check_in_fresh_python(f"import sys, {module}; sys.exit('torch' in sys.modules)")


def test_the_command_line_loads_neither_qt_nor_torch() -> None:
    _check_in_fresh_python("import sys, pellucid.cli.main; sys.exit(bool({'torch', 'PySide6'} & set(sys.modules)))")


def _check_in_fresh_python(code: str) -> None:
    prefix = f"import sys; sys.path.insert(0, {str(ROOT / 'app')!r}); "
    assert subprocess.run([sys.executable, "-c", prefix + code], check=False).returncode == 0
