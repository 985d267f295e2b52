"""What the frozen program is asked to prove; running it is `smoke_test.py`'s own work."""

from pathlib import Path

from PIL import Image

import smoke_test
from freezing.contents import MODELS_LEFT_OUT
from pellucid.cli.operations_text import parse_step
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import Choice, Number, declarations, needs_pair

ROOT = Path(__file__).resolve().parents[2]


def all_trials() -> list[smoke_test.Trial]:
    return [trial for spec in CATALOGUE for trial in smoke_test.trials(spec.id, spec.parameters)]


def test_every_operation_is_tried_with_every_method() -> None:
    tried = [trial.words for trial in all_trials()]
    for spec in CATALOGUE:
        method = declarations(spec.parameters).get("method")
        ways = [f"{spec.id}:method={way.value}" for way in method.options] if isinstance(method, Choice) else [spec.id]
        assert all(any(words.startswith(way) for words in tried) for way in ways)
    assert len(tried) == len(set(tried)) > len(CATALOGUE)


def test_a_trial_moves_a_slider_away_from_neutral() -> None:
    sliders = {
        spec.id for spec in CATALOGUE for field in declarations(spec.parameters).values() if type(field) is Number
    }
    tried = [trial.words for trial in all_trials()]
    assert all("=" in words.replace("method=", "") for words in tried if words.split(":")[0] in sliders)


def test_a_trial_gets_a_pair_where_its_method_needs_one() -> None:
    for trial in all_trials():
        assert trial.takes_pair == needs_pair(parse_step(trial.words).parameters), trial.words
    assert any(trial.takes_pair for trial in all_trials())


def test_the_command_of_a_trial_names_both_eyes_of_a_pair() -> None:
    one, two = smoke_test.Trial("tone:exposure=1"), smoke_test.Trial("deblur:method=davanet", takes_pair=True)
    assert "--pair" not in one.command("/there/{}".format, "made.tif")
    words = two.command("/there/{}".format, "made.tif")
    assert words[:5] == ["apply", "/there/photo.png", "/there/made.tif", "--pair", "/there/right.png"]


def test_the_eyes_of_the_pair_are_of_one_size_and_differ(tmp_path: Path) -> None:
    smoke_test.write_photos(tmp_path)
    with Image.open(tmp_path / "photo.png") as left, Image.open(tmp_path / "right.png") as right:
        assert left.size == right.size
        shift, (width, height) = smoke_test.DISPARITY_PX, left.size
        assert left.crop((shift, 0, width, height)).tobytes() == right.crop((0, 0, width - shift, height)).tobytes()
        assert left.tobytes() != right.tobytes()


def test_a_network_that_did_not_come_along_is_named() -> None:
    shipped = [path.parent.name for path in (ROOT / "models").glob("*/model.toml")]
    answer = {"code": 0, "models": [{"id": name, "good": True} for name in shipped if name != "cbdnet"]}
    assert smoke_test.missing_networks(ROOT / "models", answer) == ["cbdnet"]
    answer["models"].append({"id": "cbdnet", "good": True})
    assert smoke_test.missing_networks(ROOT / "models", answer) == []


def test_a_network_that_stays_out_is_not_missed() -> None:
    answer = {"code": 0, "models": []}
    missed = smoke_test.missing_networks(ROOT / "models", answer)
    assert "cbdnet" in missed
    assert not set(missed) & set(MODELS_LEFT_OUT)
