"""Both gammas and re-grain may differ where a mask is: in one run of the network, exact at both ends of the mask."""

from typing import Any

import pytest
import torch
from PIL import Image
from torch import Tensor

from helpers.pictures import samples
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.engine.analyses import Analyses
from pellucid.engine.effective import mapped_locals
from pellucid.engine.engine import Engine
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import Component, LinearGradient, Mask
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters
from pellucid.operations.processes import PROCESSES

LEFT = Mask("left", "Left", (Component(LinearGradient((0.4, 0.5), (0.5, 0.5))),))
FIELDS = pytest.mark.parametrize(
    "changes",
    [{"gamma": 0.25}, {"color_gamma": 0.0}, {"regrain": 0.6}, {"gamma": 0.5, "color_gamma": 1.5, "regrain": 0.3}],
    ids="+".join,
)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> SourceImage:
    path = tmp_path_factory.mktemp("small") / "waves.png"
    Image.fromarray(samples(64, 96, noise_levels=9)).save(path)
    return open_photo(path)


def rendered(engine: Engine, photo: SourceImage, step: Step, core: Rect | None = None) -> Tensor:
    plane, edit = Plane(photo, 1), Edit(stack=EditStack().with_step(step), masks=(LEFT,))
    return render_rect(engine, plane, Analyses(engine).prepare(photo, edit), core or Rect.of(plane.size))


def masked(changes: dict[str, float]) -> Step:
    return Step("denoise", Parameters()).with_local(Local("left", changes=tuple(changes.items())))


@FIELDS
def test_it_is_one_run_with_what_the_mask_says_inside_and_the_step_outside(
    engine: Engine, photo: SourceImage, monkeypatch: pytest.MonkeyPatch, changes: dict[str, float]
) -> None:
    runs: list[Any] = []
    render = PROCESSES["denoise"].render
    monkeypatch.setattr(PROCESSES["denoise"], "render", lambda *args: runs.append(args) or render(*args))
    result = rendered(engine, photo, masked(changes))
    assert len(runs) == mapped_locals(masked(changes)) == 1
    inside, outside = (rendered(engine, photo, Step("denoise", Parameters(**values))) for values in (changes, {}))
    if set(changes) == {"regrain"}:  # of one pixel, where the network sees farther
        assert torch.equal(result[..., :38], inside[..., :38])
        assert torch.equal(result[..., 48:], outside[..., 48:])
    near, far = result[..., :20], result[..., 76:]
    assert (near - inside[..., :20]).abs().mean() < 0.25 * (near - outside[..., :20]).abs().mean()
    assert (far - outside[..., 76:]).abs().mean() < 0.25 * (far - inside[..., 76:]).abs().mean()


@pytest.mark.parametrize("outside", [(1.0, 1.0), (0.6, 1.4)])
def test_the_network_receives_exactly_the_map_times_what_it_measured(
    engine: Engine, photo: SourceImage, monkeypatch: pytest.MonkeyPatch, outside: tuple[float, float]
) -> None:
    """CNN_D is given γ(x) · σ̂(x), of luma and of colour, with σ̂ as it is measured at x."""
    network: Any = engine.context().network("cbdnet")
    told: list[Tensor] = []
    denoise = network.denoise
    monkeypatch.setattr(network, "denoise", lambda noisy, levels: told.append(levels) or denoise(noisy, levels))
    inside = {"gamma": 0.25, "color_gamma": 2.0}
    step = Step("denoise", Parameters(gamma=outside[0], color_gamma=outside[1]))
    rendered(engine, photo, step.with_local(Local("left", changes=tuple(inside.items()))))
    plane = Plane(photo, 1)
    whole = Rect.of(plane.size)
    with torch.inference_mode():
        measured = network.noise_map(plane.read(whole).clamp(0, 1)[None])
        cover = Analyses(engine).prepared_mask(photo, LEFT)(plane, whole, engine.context())
    gamma, color_gamma = (
        torch.where(cover <= 0, base, torch.where(cover >= 1, there, base + cover * (there - base)))
        for there, base in zip(inside.values(), outside, strict=True)
    )
    if network.told_apart:
        expected = [torch.cat((gamma * measured[:, :1], color_gamma * measured[:, 1:]), dim=1)]
    else:
        expected = [gamma * measured, color_gamma * measured]
    assert len(told) == len(expected)
    for received, wanted in zip(told, expected, strict=True):
        torch.testing.assert_close(received, wanted, rtol=1e-6, atol=0)
        assert torch.equal(received[..., :38], wanted[..., :38])
        assert torch.equal(received[..., 48:], wanted[..., 48:])


def test_where_nothing_is_told_the_photo_stays_to_the_bit(engine: Engine, photo: SourceImage) -> None:
    result = rendered(engine, photo, masked({"gamma": 0.0, "color_gamma": 0.0}))
    whole = Plane(photo, 1).read(Rect.of(Plane(photo, 1).size))
    assert torch.equal(result[..., :38], whole[..., :38])
    assert not torch.equal(result[..., 48:], whole[..., 48:])


@FIELDS
def test_a_tile_has_the_pixels_of_the_whole(engine: Engine, photo: SourceImage, changes: dict[str, float]) -> None:
    whole = rendered(engine, photo, masked(changes))
    core = Rect(29, 21, 40, 24)
    rows, columns = core.slices
    tile = rendered(engine, photo, masked(changes), core)
    torch.testing.assert_close(tile, whole[:, rows, columns], rtol=1e-4, atol=1e-5)
