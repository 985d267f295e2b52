"""Choices of decoding name the pixels they lead to."""

import pytest

from pellucid.foundation.source_choices import Highlights, SourceChoices

NAME = "0123456789abcdef" * 2


def test_without_choices_the_fingerprint_is_the_name() -> None:
    assert SourceChoices().is_neutral
    assert SourceChoices().named(NAME) == NAME


def test_every_choice_gives_pixels_another_name() -> None:
    choices = [
        SourceChoices(page=0),
        SourceChoices(page=1),
        SourceChoices(exposure_ev=1.0),
        SourceChoices(temperature_k=5000.0),
        SourceChoices(tint=10.0),
        SourceChoices(highlights=Highlights.CLIP),
    ]
    names = {choice.named(NAME) for choice in choices}
    assert len(names | {NAME}) == len(choices) + 1
    assert all(len(name) == len(NAME) for name in names)


@pytest.mark.parametrize(
    "senseless",
    [
        {"page": -1},
        {"exposure_ev": 6.0},
        {"exposure_ev": float("nan")},
        {"temperature_k": 100.0},
        {"tint": -151.0},
    ],
)
def test_senseless_choices_are_refused(senseless: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"page|between"):
        SourceChoices(**senseless)  # type: ignore[arg-type]
