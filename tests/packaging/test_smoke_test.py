"""What the frozen program is asked to prove; running it is `smoke_test.py`'s own work."""

from pathlib import Path

import smoke_test
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import Choice, Number, declarations

ROOT = Path(__file__).resolve().parents[2]


def all_trials() -> list[str]:
    return [words for spec in CATALOGUE for words in smoke_test.trials(spec.id, spec.parameters)]


def test_every_operation_is_tried_with_every_method() -> None:
    tried = all_trials()
    for spec in CATALOGUE:
        method = declarations(spec.parameters).get("method")
        ways = [f"{spec.id}:method={way.value}" for way in method.options] if isinstance(method, Choice) else [spec.id]
        assert all(any(words.startswith(way) for words in tried) for way in ways)
    assert len(tried) == len(set(tried)) > len(CATALOGUE)


def test_a_trial_moves_a_slider_away_from_neutral() -> None:
    sliders = {
        spec.id for spec in CATALOGUE for field in declarations(spec.parameters).values() if type(field) is Number
    }
    assert all("=" in words.replace("method=", "") for words in all_trials() if words.split(":")[0] in sliders)


def test_a_network_that_did_not_come_along_is_named() -> None:
    shipped = [path.parent.name for path in (ROOT / "models").glob("*/model.toml")]
    answer = {"code": 0, "models": [{"id": name, "good": True} for name in shipped if name != "cbdnet"]}
    assert smoke_test.missing_networks(ROOT / "models", answer) == ["cbdnet"]
    answer["models"].append({"id": "cbdnet", "good": True})
    assert smoke_test.missing_networks(ROOT / "models", answer) == []
