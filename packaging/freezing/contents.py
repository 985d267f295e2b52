"""What goes into the frozen program and what stays out, as plain rules that `pellucid.spec` applies.

PyInstaller follows every import that it sees. torch and Qt carry test suites, compilers, databases and drivers behind
such imports; here is what the editor never reaches. What it needs without a visible import is here, too. Every rule is
about names, so that the tests can ask them without freezing anything.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from freezing.system_libraries import PACKAGES

# Never imported by the editor, its command line or its training.
EXCLUDED_MODULES = (
    # Other ways to draw a window, and other bindings of Qt.
    "tkinter", "PyQt5", "PyQt6", "PySide2", "wx", "IPython", "matplotlib",
    # Tools of developers.
    "pip", "setuptools", "pkg_resources", "wheel", "pytest", "hypothesis", "mypy", "lib2to3", "idlelib", "ensurepip",
    "distutils", "numpy.f2py", "numpy.distutils", "tensorboard", "torch.utils.tensorboard", "torch.utils.bottleneck",
    # Only `models import` of authors' files and `bench quality --peers` use these; decision 0004.
    "scipy", "h5py", "bm3d", "cv2", "pandas", "sklearn",
    # Only a batch on several machines uses these; decision 0030.
    "distributed", "dask", "tornado", "msgpack",
    # torch: tests, exporters and the compiler's C++ and GPU side. The rest of the compiler stays, optimizers import it.
    "torch.testing._internal.common_utils", "torch.testing._internal.opinfo", "torch.testing._internal.optests",
    "torch.testing._internal.common_methods_invocations", "torch.onnx._internal", "torch.contrib",
    "torch.utils.benchmark", "torch.utils.hipify", "caffe2", "triton", "torchvision", "torchaudio", "expecttest",
    "onnx", "onnxscript", "functorch",
    # No part of the editor speaks to a network.
    "_ssl", "ssl", "_hashlib", "ftplib", "imaplib", "smtplib", "poplib", "nntplib", "telnetlib",
    # Databases and terminals.
    "sqlite3", "_sqlite3", "dbm", "curses", "_curses", "readline",
)  # fmt: skip

# Codecs that TIFF files use, and what the editor calls by name; imagecodecs imports them when they are first asked for.
CODECS = (
    "avif", "bcn", "brotli", "ccitt", "cms", "deflate", "imcd", "jpeg2k", "jpeg8", "jpegsof3", "jpegxl", "jpegxr",
    "lerc", "ljpeg", "lzma", "png", "shared", "shared_cython", "tiff", "webp", "zlib", "zstd",
)  # fmt: skip

# Plugins of Qt that a photo editor on a desktop uses.
QT_PLUGINS = (
    "platforms/*qxcb*", "platforms/*qwayland*", "platforms/*qoffscreen*", "platforms/*qwindows*", "platforms/*qcocoa*",
    "platformthemes/*xdgdesktopportal*", "platforminputcontexts/*compose*", "platforminputcontexts/*ibus*",
    "xcbglintegrations/*", "wayland-shell-integration/*xdg-shell*", "wayland-decoration-client/*",
    "wayland-graphics-integration-client/*wayland-egl*", "iconengines/*svg*", "imageformats/*svg*",
    "imageformats/*ico*", "styles/*",
)  # fmt: skip

# Parts of Qt that no plugin above needs.
QT_LEFT_OUT = re.compile(
    r"Qt6?(Qml|Quick|WebEngine|Designer|Sql|Pdf|VirtualKeyboard|Test|Xml|PrintSupport|Help|Concurrent|Labs|"
    r"Multimedia|Charts|3D|EglFS|EglFs|UiTools|WaylandCompositor|WlShell|WaylandEglCompositor|CanvasPainter)"
)

# Networks that were measured, and that no operation runs. Their recipes come along, for training.
MODELS_LEFT_OUT = ("hdrnet_laplacian", "deblurnet")

# Languages whose catalogues come along, our own and that of Qt's buttons. English needs none.
LANGUAGES = ("de",)

# Files that came along with packages.
LEFT_OUT = (
    re.compile(r"(^|/)(qml|typesystems|glue|metatypes)/"),
    re.compile(rf"(^|/)PySide6/.*translations/(?!qtbase_({'|'.join(LANGUAGES)})\.qm$)"),
    re.compile(r"^pellucid/_bundled/resources/translations/.*\.ts$"),  # `pellucid.spec` puts the .qm in their place
    re.compile(r"^torch/(test|include|share|bin/(?!torch_shm_manager))"),
    re.compile(r"^torch/lib/[^/]*(test|backend_with_compiler|aoti_custom_ops)[^/]*$"),
    re.compile(r"(^|/)opengl32sw\.dll$"),
    re.compile(r"^pellucid/_bundled/resources/screenshots/"),
    *(re.compile(rf"^pellucid/_bundled/models/{model}/(?!recipe\.toml$)") for model in MODELS_LEFT_OUT),
    re.compile(r"\.(pyi|lib|a|h|hpp|cuh|cmake|cpp)$"),
)

# The machine of the person has these, or `apt` brings them; see `system_libraries`.
_SYSTEM = frozenset(PACKAGES)


def is_wanted(name: str) -> bool:
    """Say whether a file of the collection goes into the program.

    Args:
        name: its place below the folder of the program, with slashes or backslashes.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.name in _SYSTEM or any(rule.search(str(path)) for rule in LEFT_OUT):
        return False
    if "plugins" in path.parts:
        plugin = PurePosixPath(*path.parts[path.parts.index("plugins") + 1 :])
        return any(plugin.match(pattern) for pattern in QT_PLUGINS)
    if path.parts[0] == "imagecodecs" and path.suffix in {".so", ".pyd"}:
        return path.name.split(".")[0].removeprefix("_") in CODECS
    return not (path.name.startswith(("Qt", "libQt")) and QT_LEFT_OUT.match(path.name.removeprefix("lib")))


def codec_modules() -> list[str]:
    """Name the modules of the codecs."""
    return [f"imagecodecs._{codec}" for codec in CODECS]
