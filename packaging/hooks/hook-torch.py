"""How PyInstaller collects torch: what its imports lead to, its libraries, and nothing else.

PyInstaller's own hook collects every module of torch as byte code and as source, and every data file. The editor needs
neither the tests nor the headers. It needs the sources only of modules that read their own text as they load: settings,
functions with overloads, and functions that torch compiles itself; those are found by what they call.
"""

import re
from pathlib import Path

from PyInstaller.utils.hooks import (  # type: ignore[import-untyped]  # not there where types are checked
    PY_DYLIB_PATTERNS,
    collect_data_files,
    collect_dynamic_libs,
    collect_submodules,
    get_package_paths,
)

READS_ITSELF = re.compile(r"install_config_module\(|\b_overload(_method)?\b|jit\.script\b|@torch\.jit\.")


def modules_with_sources(folder: Path) -> list[str]:
    """Name the modules whose sources are needed."""
    files = (path for path in folder.rglob("*.py") if not {"test", "testing"} & set(path.relative_to(folder).parts))
    found = (path for path in files if READS_ITSELF.search(path.read_text(encoding="utf-8", errors="replace")))
    parts = (path.relative_to(folder.parent).with_suffix("").parts for path in found)
    return sorted(".".join(part for part in names if part != "__init__") for names in parts)


# Imported by name while torch runs; the rest is found by following imports.
hiddenimports = [
    *collect_submodules("torch._dynamo", filter=lambda name: ".backends" not in name),
    "torch._C",
    "torch._inductor.config",
    "torch.utils.data",
    "torch.nn.modules",
]
binaries = collect_dynamic_libs("torch", search_patterns=[*PY_DYLIB_PATTERNS, "*.so.*"])
datas = collect_data_files("torch", includes=["bin/torch_shm_manager"])
warn_on_missing_hiddenimports = False
# A package hands its mode on to what is below it, so packages that need their own text take their modules along.
module_collection_mode = {"torch": "pyz"} | dict.fromkeys(
    (name for name in modules_with_sources(Path(get_package_paths("torch")[1])) if name != "torch"), "pyz+py"
)
# Links beside the program to libraries in torch/lib confuse torch about where it lies.
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]
