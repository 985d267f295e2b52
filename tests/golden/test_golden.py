"""Edits look as they looked: colour differences of every pixel to the results that were looked at and kept.

What is meant to look different is renewed with `python tests/golden/renew.py`; the commit says why.
"""

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from PIL import Image

from golden.cases import CASES, NETWORKS, TONE_AND_GEOMETRY, kept_path, render
from golden.colors import differences
from pellucid.engine.engine import Engine, open_engine
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import Choice, declarations

MEAN_LIMIT, MOST_LIMIT = 0.1, 2.3
"""CIEDE2000; 2.3 is a difference that people just notice."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = open_engine("cpu")
    yield opened
    opened.close()


@pytest.mark.parametrize("name", CASES)
def test_an_edit_looks_as_it_did(name: str, engine: Engine) -> None:
    with Image.open(kept_path(name)) as picture:
        kept = np.asarray(picture.convert("RGB"))
    result = render(CASES[name], engine)
    assert result.shape == kept.shape
    found = differences(result, kept)
    assert float(found.mean()) <= MEAN_LIMIT, f"mean {found.mean():.3f}"
    assert float(found.max()) <= MOST_LIMIT, f"most {found.max():.3f}"


def test_every_operation_and_every_method_for_one_eye_is_among_them() -> None:
    steps = [step for case in CASES.values() for step in case.edit.stack.steps]
    for spec in CATALOGUE:
        used = {getattr(step.parameters, spec.method or "operation", "") for step in steps if step.operation == spec.id}
        assert used, spec.id
        declared = declarations(spec.parameters).get(spec.method)
        if isinstance(declared, Choice) and spec.id != "deblur":  # the methods of deblur are one network
            assert used >= {option.value for option in declared.options if not option.needs_pair}


def test_there_are_twenty_in_two_sets_and_each_changes_its_photo() -> None:
    assert (len(TONE_AND_GEOMETRY), len(NETWORKS), len(CASES)) == (10, 10, 20)
    assert {path.stem for path in kept_path("any").parent.glob("*.png")} == set(CASES)


def test_a_difference_that_people_notice_is_found() -> None:
    gray = np.full((8, 8, 3), 128, np.uint8)
    spot = gray.copy()
    spot[3, 3] += np.uint8(9)
    assert float(differences(gray, gray).max()) == 0
    assert float(differences(gray, spot).max()) > MOST_LIMIT
    assert float(differences(gray, gray + np.uint8(1)).mean()) > MEAN_LIMIT
    assert differences(gray, spot).dtype == torch.float64
