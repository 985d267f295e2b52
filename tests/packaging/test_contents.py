"""What goes into the frozen program."""

from pathlib import Path

import pytest

from freezing.contents import CODECS, EXCLUDED_MODULES, LANGUAGES, MODELS_LEFT_OUT, codec_modules, is_wanted
from freezing.languages import release_all

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "torch/lib/libtorch_cpu.so",
        "torch/bin/torch_shm_manager",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/lib/libQt6OpenGLWidgets.so.6",
        "PySide6/Qt/lib/libQt6WaylandClient.so.6",
        "imagecodecs/_cms.abi3.so",
        "imagecodecs\\_jpeg8.pyd",
        "libxcb-cursor.so.0",
        "pellucid/_bundled/models/cbdnet/weights.safetensors",
        "pellucid/_bundled/models/hdrnet/weights.safetensors",
        "pellucid/_bundled/models/hdrnet_laplacian/recipe.toml",
        "pellucid/_bundled/resources/shaders/canvas.frag",
        "pellucid/_bundled/resources/translations/pellucid_de.qm",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\translations\\qtbase_de.qm",
    ],
)
def test_what_the_editor_uses_is_kept(name: str) -> None:
    assert is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "torch/test/some_test",
        "torch/bin/protoc",
        "torch/include/ATen/ATen.h",
        "torch/lib/libtorchbind_test.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt6Qml.dll",
        "PySide6/QtWebEngineCore.abi3.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/qt_help_de.qm",
        "PySide6\\translations\\qtbase_fr.qm",
        "pellucid/_bundled/resources/translations/pellucid_de.ts",
        "imagecodecs/_zfp.abi3.so",
        "libstdc++.so.6",
        "libGL.so.1",
        "libfontconfig.so.1",
        "pellucid/_bundled/resources/screenshots/editor.webp",
        "pellucid/_bundled/models/hdrnet_laplacian/model.toml",
        "pellucid/_bundled/models/hdrnet_laplacian/weights.safetensors",
    ],
)
def test_what_it_never_reaches_stays_out(name: str) -> None:
    assert not is_wanted(name)


def test_every_language_comes_along(tmp_path: Path) -> None:
    sources = (ROOT / "resources" / "translations").glob("pellucid_*.ts")
    assert {path.stem.removeprefix("pellucid_") for path in sources} == set(LANGUAGES)
    assert [path.name for path in release_all(tmp_path)] == ["pellucid_de.qm"]
    assert (tmp_path / "pellucid_de.qm").stat().st_size > 50_000


def test_the_program_cannot_speak_to_a_network() -> None:
    assert {"ssl", "_ssl"} <= set(EXCLUDED_MODULES)


def test_codecs_are_named_as_modules() -> None:
    assert "imagecodecs._cms" in codec_modules()
    assert len(set(CODECS)) == len(CODECS)


def test_networks_stay_out_where_no_operation_names_them() -> None:
    sources = (ROOT / "app" / "pellucid" / "operations").rglob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    shipped = {card.parent.name for card in (ROOT / "models").glob("*/model.toml")}
    unused = {name for name in shipped if f'"{name}"' not in text}
    assert unused == shipped & set(MODELS_LEFT_OUT)
