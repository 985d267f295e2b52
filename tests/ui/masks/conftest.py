"""The tools of masks in a window, and masks as the menu adds them."""

from collections.abc import Callable

import pytest

from pellucid.foundation.masks import Mask
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.control import MaskControl
from ui.masks.hands import KIND, mask_of


@pytest.fixture
def tool(window: MainWindow) -> MaskControl:
    return window.masks.tool


@pytest.fixture
def add(tool: MaskControl) -> Callable[[str], Mask]:
    def added(name: str) -> Mask:
        tool.add(KIND[name])
        return mask_of(tool)

    return added
