"""What tests of operations share: an engine on the CPU with the shipped networks."""

from collections.abc import Iterator

import pytest

from pellucid.engine.engine import Engine, open_engine


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = open_engine("cpu")
    yield opened
    opened.close()
