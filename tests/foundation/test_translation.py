"""Texts in another language: what is written in English, what is shown, and what files keep."""

from collections.abc import Iterator

import pytest

from pellucid.foundation import translation
from pellucid.foundation.translation import Language, figures, listed, plural, say, say_count, say_within, tr, within

GERMAN = {
    "“{name}” is saved.": "„{name}“ ist gesichert.",
    "{title}: {value} → {after}": "{title}: {value} → {after}",
    "Noise": "Rauschen",
    "{size:.1f} MB": "{size:.1f} MB",
    "Repair {what}": "{what} beheben",
}


def _translate(text: str, meaning: str, count: int) -> str:
    if text == "{count} photos":
        return "{count} Foto" if count == 1 else "{count} Fotos"
    return "Druck" if (text, meaning) == ("Print", "paper") else GERMAN.get(text, text)


@pytest.fixture
def german() -> Iterator[None]:
    translation.speak(Language(_translate, {".": ",", ",": "."}))
    yield
    translation.speak(None)


def test_english_is_what_is_written() -> None:
    assert tr("“{name}” is saved.", name="Dusk") == "“Dusk” is saved."
    assert plural("{count} photo", "{count} photos", count=1) == "1 photo"
    assert plural("{count} photo", "{count} photos", count=0) == "0 photos"
    assert figures("1,234.5") == "1,234.5"


@pytest.mark.usefixtures("german")
def test_another_language_has_its_own_words_forms_and_figures() -> None:
    assert tr("“{name}” is saved.", name="Dusk") == "„Dusk“ ist gesichert."
    assert [plural("{count} photo", "{count} photos", count=count) for count in (0, 1, 2)] == [
        "0 Fotos",
        "1 Foto",
        "2 Fotos",
    ]
    assert tr("{size:.1f} MB", size=1.5) == "1,5 MB"
    assert tr("{weights:,} weights", weights=123456) == "123.456 weights"
    assert figures("−1.20") == "−1,20"


@pytest.mark.usefixtures("german")
def test_a_meaning_tells_texts_apart() -> None:
    assert tr("Print") == "Print"
    assert tr("Print", "paper") == "Druck"


@pytest.mark.usefixtures("german")
def test_a_text_without_values_keeps_its_braces_and_names_of_people_are_no_formats() -> None:
    assert tr("{name} the photo's name") == "{name} the photo's name"
    assert tr("“{name}” is saved.", name="{0}") == "„{0}“ ist gesichert."


def test_what_is_said_is_english_and_is_shown_in_the_language_of_the_window() -> None:
    said = say("{title}: {value} → {after}", title=say("Noise"), value=say("{number:.2f}", number=1.5), after="x")
    assert said == "Noise: 1.50 → x"
    translation.speak(Language(_translate, {".": ","}))
    try:
        assert said == "Noise: 1.50 → x"
        assert tr(said) == "Rauschen: 1,50 → x"
        assert tr(say_count("{count} photo", "{count} photos", count=1)) == "1 Foto"
        assert tr(listed([say("Noise"), say("x")])) == "Rauschen, x"
    finally:
        translation.speak(None)


def test_a_title_within_a_sentence_is_small_in_english_alone() -> None:
    said = say("Repair {what}", what=say_within("Noise"))
    assert (said, within("Noise")) == ("Repair noise", "noise")
    translation.speak(Language(_translate, {}))
    try:
        assert (tr(said), within("Rauschen")) == ("Rauschen beheben", "Rauschen")
    finally:
        translation.speak(None)
