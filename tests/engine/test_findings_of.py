"""Findings of opened photos, and the worker that asks for them."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pellucid.engine.engine import Engine
from pellucid.engine.findings_of import findings_of
from pellucid.foundation.errors import Cancelled
from pellucid.foundation.findings import FRAMING, Kind, Proposal
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo


def _sea(path: Path, angle_deg: float) -> Path:
    """Sky over sea, with the horizon tilted clockwise."""
    rows, columns = np.mgrid[0:400, 0:600]
    below = rows - 200 - (columns - 300) * np.tan(np.radians(angle_deg))
    shade = 170 - 90 / (1 + np.exp(-np.clip(below, -40, 40)))
    Image.fromarray(np.repeat(shade[..., None], 3, axis=2).astype(np.uint8)).save(path)
    return path


@pytest.mark.parametrize("angle_deg", [-3.0, 1.5])
def test_a_tilted_horizon_is_found_and_turned_back(tmp_path: Path, engine: Engine, angle_deg: float) -> None:
    findings = findings_of(open_photo(_sea(tmp_path / "sea.png", angle_deg)), engine, Progress())
    finding = findings.of(Kind.HORIZON)
    assert finding is not None
    assert finding.is_found
    assert finding.value == pytest.approx(angle_deg, abs=0.1)
    assert finding.proposal == Proposal(FRAMING, (("angle_deg", -finding.value),))


def test_an_upright_photo_is_left(tmp_path: Path, engine: Engine) -> None:
    finding = findings_of(open_photo(_sea(tmp_path / "sea.png", 0.1)), engine, Progress()).of(Kind.HORIZON)
    assert finding is not None
    assert not finding.is_found
    assert finding.proposal is None


def test_it_stops_when_it_is_asked_to(tmp_path: Path, engine: Engine) -> None:
    with pytest.raises(Cancelled):
        findings_of(open_photo(_sea(tmp_path / "sea.png", 0)), engine, Progress(lambda: True))
