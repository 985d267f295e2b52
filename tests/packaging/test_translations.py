"""The catalogues of the window's texts: complete, up to date, and right in what a computer can tell."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import translations
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import Choice, declarations
from pellucid.ui.window_actions import ACTIONS
from translations import Catalogue, Text

FILES = sorted(translations.CATALOGUES.glob("*.ts"))
HOW = "run `python packaging/translations.py` and write what it lists into the .ts, by hand or with Qt Linguist"


@pytest.fixture(scope="module")
def texts() -> dict[Text, str]:
    return translations.texts_in()


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return translations.read(request.param)


SHOWING = {
    *("drawText", "setText", "setToolTip", "setWindowTitle", "setTitle", "setPlaceholderText", "setAccessibleName"),
    *("setAccessibleDescription", "addAction", "addTab", "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QMenu"),
    *("make_button", "Title"),
}
"""What puts a text on the screen."""

SAME_EVERYWHERE = {"Pellucid", "Pellucid[*]"}


def words(node: ast.AST) -> str:
    """A text that is written out here, if it has a word in it."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text if re.search("[A-Za-z]{3}", text) and text not in SAME_EVERYWHERE else ""


def name_of(call: ast.AST) -> str:
    func = call.func if isinstance(call, ast.Call) else None
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def unspoken(tree: ast.AST) -> Iterator[str]:
    """Texts that are shown as they stand in the source, and those beside marked ones that are not marked."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in SHOWING:
            yield from filter(None, map(words, node.args))
        elif isinstance(node, ast.ClassDef):
            values = [entry.value for entry in node.body if isinstance(entry, ast.Assign)]
            if any(name_of(value) == "mark" for value in values):
                yield from filter(None, map(words, values))


def test_the_rule_finds_what_is_shown_as_it_stands() -> None:
    source = 'class A:\n    B = mark("One")\n    C = "Two"\npainter.drawText(place, "three")\nlabel.setText(tr("four"))'
    assert list(unspoken(ast.parse(source))) == ["Two", "three"]


@pytest.mark.parametrize("room", ["ui", "foundation", "document", "operations", "findings", "workers"])
def test_no_text_is_shown_as_it_stands_in_the_source(room: str) -> None:
    files = sorted((translations.SOURCES / room).rglob("*.py"))
    assert files
    assert not [f"{path.name}: {text}" for path in files for text in unspoken(ast.parse(path.read_text("utf-8")))]


def test_every_text_is_translated(catalogue: Catalogue, texts: dict[Text, str]) -> None:
    missing = [f"{texts[text]}: {text.source}" for text in sorted(set(texts) - set(catalogue.forms))]
    assert not missing, HOW


def test_nothing_is_translated_that_is_said_no_more(catalogue: Catalogue, texts: dict[Text, str]) -> None:
    assert not sorted(set(catalogue.forms) - set(texts)), HOW


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_is_as_the_command_writes_it(path: Path, texts: dict[Text, str], tmp_path: Path) -> None:
    translations.write(tmp_path / path.name, translations.updated(translations.read(path), texts))
    assert (tmp_path / path.name).read_text("utf-8") == path.read_text("utf-8"), HOW


def places(text: str) -> list[tuple[str, str]]:
    return sorted({(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None})


def fits(text: Text, form: str) -> bool:
    """True where a form has the values of its text; the form for one may do without the number."""
    said, wanted = places(form), places(text.source)
    return said == wanted or (text.is_plural and said == [value for value in wanted if value[0] != "count"])


def test_translations_have_the_same_values_and_mnemonics(catalogue: Catalogue) -> None:
    wrong = [
        (text.source, form)
        for text, forms in catalogue.forms.items()
        for form in forms
        if not fits(text, form) or form.count("&") != text.source.count("&")
    ]
    assert not wrong


def test_spaces_at_the_ends_and_breaks_of_lines_stay(catalogue: Catalogue) -> None:
    wrong = [
        (text.source, form)
        for text, forms in catalogue.forms.items()
        for form in forms
        if form.count("\n") != text.source.count("\n")
        or len(form) - len(form.strip()) != len(text.source) - len(text.source.strip())
    ]
    assert not wrong


def test_german_has_two_forms_for_numbers_and_its_own_marks() -> None:
    german = translations.read(translations.CATALOGUES / "pellucid_de.ts")
    assert german.language == "de"
    assert {len(forms) for text, forms in german.forms.items() if text.is_plural} == {2}
    shown = [form for forms in german.forms.values() for form in forms]
    assert not [form for form in shown if re.search(r"”|“\w|\w…|\d %\w|\bCtrl\b|\bShift\b", form)]
    assert not [form for form in shown if re.search(r"\bSie\b|\bIhre?[nmrs]?\b", form)]  # nobody is addressed
    assert not [form for form in shown if re.search(r"\b(Sie|Ihr|Ihre[nmrs]?|du|dein\w*)\b", form)]


def test_all_that_operations_and_actions_declare_is_found(texts: dict[Text, str]) -> None:
    declared = {text for spec in CATALOGUE for text in (spec.name.title, spec.name.help)}
    declared |= {part for spec in CATALOGUE for shown in spec.maps for part in (shown.title, shown.unit)}
    for spec in CATALOGUE:
        for field in declarations(spec.parameters).values():
            declared |= {field.label, field.help}
            if isinstance(field, Choice):
                declared |= {part for option in field.options for part in (option.label, option.help)}
    declared |= {part for action in ACTIONS for part in (action.text, action.tip)}
    known = {text.source for text in texts}
    assert not sorted(text for text in declared - known if sum(map(str.isalpha, text)) > 1)


def test_no_error_and_no_widget_says_what_is_not_marked() -> None:
    assert not translations.unmarked_in(), "say it with `tr`, or mark it where it is declared"


def test_what_is_not_marked_is_found(tmp_path: Path) -> None:
    (tmp_path / "reader.py").write_text(
        "from pellucid.foundation.errors import ModelError, UsageError\n"
        'raise ModelError(f"{path}: was made by a newer program.")\n'
        'raise ModelError(f"{path}: {error}")\n'
        'raise ModelError(tr("{path}: is damaged.", path=path))\n'
        'raise UsageError("--out is missing")\n'
        'QMessageBox.warning(self, "Export", tr("Choose another name."))\n'
        'log.warning("%s: not read", path)\n'
        'label.setText(f"{count} / {total}")\n'
        'label.setText(f"{count} photos")\n',
        "utf-8",
    )
    assert [place.split(": ")[0] for place in translations.unmarked_in(tmp_path)] == [
        f"reader.py:{line}" for line in (2, 6, 9)
    ]


def test_a_text_that_is_put_together_is_refused(tmp_path: Path) -> None:
    (tmp_path / "window.py").write_text('tr(f"{count} photos")\n', "utf-8")
    with pytest.raises(SystemExit, match=r"window\.py:1: a text is put together"):
        translations.texts_in(tmp_path)


def test_texts_are_found_wherever_they_are_said(tmp_path: Path) -> None:
    (tmp_path / "window.py").write_text(
        'tr("One")\nmark("Two", "verb")\nplural("{count} cat", "{count} cats", count=2)\ntr("Yes" if on else "No")\n'
        'Number("Label", "Help", 0, 1, 0.1)\nlog.info("No text")\n',
        "utf-8",
    )
    assert set(translations.texts_in(tmp_path)) == {
        Text("One"),
        Text("Two", "verb"),
        Text("{count} cats", is_plural=True),
        Text("Yes"),
        Text("No"),
        Text("Label"),
        Text("Help"),
    }


def test_what_was_translated_stays_and_what_is_new_is_unfinished(tmp_path: Path) -> None:
    path = tmp_path / "pellucid_xx.ts"
    known = Catalogue("xx", {Text("Gone"): ("weg",), Text("Kept <&> “\n”", "verb"): ("bleibt <&>\n",)})
    translations.write(path, known)
    assert translations.read(path) == known
    now = translations.updated(translations.read(path), {Text("Kept <&> “\n”", "verb"): "", Text("New"): ""})
    translations.write(path, now)
    assert 'type="unfinished"' in path.read_text("utf-8")
    assert translations.read(path).forms == {Text("Kept <&> “\n”", "verb"): ("bleibt <&>\n",)}
