"""What measurements are tried on: one clean scene, with the engine of the processor."""

from collections.abc import Iterator

import pytest
from torch import Tensor

from findings.pictures import scene
from pellucid.engine.engine import open_engine
from pellucid.operations.contract import Context


@pytest.fixture(scope="module")
def context() -> Iterator[Context]:
    engine = open_engine("cpu")
    yield engine.context()
    engine.close()


@pytest.fixture(scope="module")
def clean() -> Tensor:
    return scene()
