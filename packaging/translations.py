"""The catalogues of the window's texts: `python packaging/translations.py` brings them up to date.

Every text that goes through `foundation.translation` is found in the source, and so are those that operations and
actions declare, and the names of the presets that Pellucid brings. Each `resources/translations/*.ts` then has exactly
these, sorted, with the translations that it had; new ones are unfinished until somebody writes them there, by hand or
with Qt Linguist. Standard library only.
"""

from __future__ import annotations

import ast
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "app" / "pellucid"
CATALOGUES = ROOT / "resources" / "translations"
PRESETS = ROOT / "resources" / "presets"
CONTEXT = "Pellucid"

_WITH_MEANING = {"tr", "mark"}
_PLAIN = {"say"}
_PLURAL = {"plural", "say_count"}

# Calls that declare texts without a mark, and where: by place or by name. Tests hold the lists of operations and of
# actions to what is found this way.
_LABELLED = ("Number", "percentage", "_percent", "Choice", "Switch", "Color", "Points", "Strokes", "Table")
DECLARING: dict[str, dict[int | str, str]] = {
    **{name: {0: "label", 1: "help"} for name in _LABELLED},
    "Option": {1: "label", 2: "help"},
    "Name": {1: "title", 2: "help"},
    "MapSpec": {1: "title", 2: "unit"},
    "ActionSpec": {1: "text", 4: "tip"},
}
_DECLARING_ACTIONS: dict[str, dict[int | str, str]] = {
    **{name: {1: "text"} for name in ("_free", "_state", "_of_many")},
    "_view_of_pair": {1: "text", 3: "tip"},
}
_ACTIONS = "window_actions.py"
_SHOWN_NOWHERE = ("cli", "bench")
"""Rooms without a window; what they print stays English."""
_ENGLISH = (
    *_SHOWN_NOWHERE,
    "engine/batch/cluster.py",
    "engine/batch/plan.py",
    "engine/batch/report.py",
    "networks/published",
    "training",
    "ui/driving",
)
"""Where errors are raised that only the command line tells."""
_ERRORS = "pellucid.foundation.errors"
_FOR_COMMANDS = "UsageError"
"""Says what was wrong with words of the command line; in the window, menus offer no such words."""
_SHOWING: dict[str, slice] = {
    **dict.fromkeys(("setText", "setToolTip", "setWindowTitle", "setInformativeText", "setPlaceholderText"), slice(1)),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setTitle", "QLabel", "QPushButton"), slice(1)),
    **dict.fromkeys(("addButton", "addRow", "QCheckBox", "QRadioButton", "QGroupBox"), slice(1)),
    **dict.fromkeys(("warning", "information", "question", "critical"), slice(1, 3)),
}
"""Calls of Qt that show texts, and which arguments are those."""
_DECLARED_NAMES = {"label", "help", "title", "text", "tip"}


@dataclass(frozen=True, order=True)
class Text:
    """A text to translate: in English, a word that tells it from the same text elsewhere, and whether it has forms."""

    source: str
    meaning: str = ""
    is_plural: bool = False


@dataclass
class Catalogue:
    """What a language has for the texts: one form, or as many as it has for numbers; none is unfinished."""

    language: str
    forms: dict[Text, tuple[str, ...]] = field(default_factory=dict)


def texts_in(folder: Path = SOURCES) -> dict[Text, str]:
    """All texts of the source, and the first file that has each, below the folder."""
    found: dict[Text, str] = {}
    for path in sorted(folder.rglob("*.py")):
        for text in _texts_of(path) if path.relative_to(folder).parts[0] not in _SHOWN_NOWHERE else ():
            found.setdefault(text, path.relative_to(folder).as_posix())
    for preset in sorted(PRESETS.glob("*")) if folder == SOURCES else ():
        found[Text(json.loads(preset.read_text(encoding="utf-8"))["name"], "preset")] = preset.name
    return found


def _texts_of(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            yield from _texts_of_call(path, node, name)


def _texts_of_call(path: Path, call: ast.Call, name: str) -> Iterator[Text]:
    if name in _WITH_MEANING or name in _PLAIN:
        meanings = _plain(path, call.args[1]) if len(call.args) > 1 and name in _WITH_MEANING else [""]
        for text in _plain(path, call.args[0]) if call.args else ():
            yield from (Text(text, meaning) for meaning in meanings)
    elif name in _PLURAL:
        yield from (Text(text, is_plural=True) for text in _plain(path, call.args[1]))
    elif places := DECLARING.get(name) or (_DECLARING_ACTIONS.get(name) if path.name == _ACTIONS else None):
        arguments = [argument for place, argument in enumerate(call.args) if place in places]
        arguments += [word.value for word in call.keywords if word.arg in {*places.values(), *_DECLARED_NAMES}]
        for argument in arguments:
            if (
                isinstance(argument, ast.Constant)
                and isinstance(argument.value, str)
                and _says_something(argument.value)
            ):
                yield Text(argument.value)


def unmarked_in(folder: Path = SOURCES) -> list[str]:
    """Places where a window would show a sentence as it stands in the source: `file:line: sentence`."""
    return [
        f"{name}:{place}"
        for path in sorted(folder.rglob("*.py"))
        if not (name := path.relative_to(folder).as_posix()).startswith(_ENGLISH)
        for place in _unmarked(ast.parse(path.read_text(encoding="utf-8")))
    ]


def _unmarked(module: ast.Module) -> Iterator[str]:
    imports = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom) and node.module == _ERRORS]
    errors = {alias.name for node in imports for alias in node.names} - {_FOR_COMMANDS}
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        is_logged = (
            isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and (call.func.value.id == "log")
        )
        shown = slice(1) if name in errors else slice(0) if is_logged else _SHOWING.get(name, slice(0))
        for argument in call.args[shown]:
            if _says_something(_literal(argument).replace(CONTEXT, "")):
                yield f"{call.lineno}: {ast.unparse(argument)}"


def _literal(argument: ast.expr) -> str:
    """What of an argument stands in the source; the values in it are not known here."""
    match argument:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_literal, parts))
        case ast.BinOp(left=left, right=right):
            return _literal(left) + _literal(right)
    return ""


def _plain(path: Path, argument: ast.expr) -> list[str]:
    """The texts that an argument can be; none where it is a name, because that is marked where it is declared."""
    if isinstance(argument, ast.JoinedStr | ast.BinOp):
        raise SystemExit(f"{path}:{argument.lineno}: a text is put together here; give it names in braces and values.")
    if isinstance(argument, ast.IfExp):
        return _plain(path, argument.body) + _plain(path, argument.orelse)
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value
    return [str(argument.value)] if is_text and isinstance(argument, ast.Constant) else []


def _says_something(text: str) -> bool:
    return sum(character.isalpha() for character in text) > 1


def read(path: Path) -> Catalogue:
    """Read a catalogue."""
    root = ElementTree.parse(path).getroot()
    catalogue = Catalogue(root.get("language", ""))
    for message in root.iter("message"):
        is_plural = message.get("numerus") == "yes"
        text = Text(message.findtext("source", ""), message.findtext("comment", ""), is_plural)
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None:
            forms = (
                [form.text or "" for form in translation.iter("numerusform")] if is_plural else [translation.text or ""]
            )
            catalogue.forms[text] = tuple(forms)
    return catalogue


def updated(catalogue: Catalogue, texts: dict[Text, str]) -> Catalogue:
    """The catalogue with these texts and no others."""
    return Catalogue(catalogue.language, {text: catalogue.forms.get(text, ()) for text in sorted(texts)})


def write(path: Path, catalogue: Catalogue) -> None:
    """Write a catalogue as Qt Linguist does, without places in the source, which would change with every line."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines += [f'<TS version="2.1" language="{catalogue.language}" sourcelanguage="en">', "<context>"]
    lines += [f"    <name>{CONTEXT}</name>"]
    for text, forms in catalogue.forms.items():
        lines += [f"    <message{' numerus=' + chr(34) + 'yes' + chr(34) if text.is_plural else ''}>"]
        lines += [f"        <source>{_escaped(text.source)}</source>"]
        lines += [f"        <comment>{_escaped(text.meaning)}</comment>"] if text.meaning else []
        lines += [f"        {_translation(text, forms)}", "    </message>"]
    path.write_text("\n".join([*lines, "</context>", "</TS>", ""]), encoding="utf-8")


def _translation(text: Text, forms: tuple[str, ...]) -> str:
    kind = "" if forms else ' type="unfinished"'
    inside = "".join(f"<numerusform>{_escaped(form)}</numerusform>" for form in forms) if text.is_plural else ""
    return f"<translation{kind}>{inside or _escaped(''.join(forms))}</translation>"


def _escaped(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def main() -> int:
    """Bring every catalogue up to date and say what is unfinished."""
    texts = texts_in()
    for path in sorted(CATALOGUES.glob("*.ts")):
        catalogue = updated(read(path), texts)
        write(path, catalogue)
        missing = [text for text, forms in catalogue.forms.items() if not forms]
        print(f"{path.name}: {len(texts)} texts, {len(missing)} unfinished")
        for text in missing:
            print(f"  {texts[text]}: {text.source}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
