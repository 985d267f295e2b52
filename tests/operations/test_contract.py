"""The laws of an operation, each one test over the whole catalogue."""

import dataclasses
import itertools
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from helpers.full_image import TensorFullImage
from helpers.parameters import acting, of_all_methods, varied
from helpers.trial_operations import TRIALS, TRIED
from pellucid.engine.engine import Engine
from pellucid.foundation.geometry import Rect, Size
from pellucid.operations import catalogue
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.contract import Analysis, Context
from pellucid.operations.fields import Number, declarations
from pellucid.operations.processes import PROCESSES
from pellucid.operations.spec import OperationSpec, Stage

pytestmark = [
    pytest.mark.parametrize("spec", [*CATALOGUE, *TRIALS], ids=lambda spec: spec.id),
    pytest.mark.usefixtures("trials"),
]


def noisy_picture(height: int = 160, width: int = 192) -> Tensor:
    """Smooth colour waves and a hard edge, with noise of 10 levels."""
    generator = torch.Generator().manual_seed(3)
    rows, columns = torch.linspace(0, 1, height)[:, None], torch.linspace(0, 1, width)[None]
    waves = [0.5 + 0.3 * torch.sin(9 * rows * (k + 1) + 7 * columns) for k in range(3)]
    picture = torch.stack(waves)
    picture[:, :, width // 2 :] *= 0.6
    return (picture + torch.randn(picture.shape, generator=generator) * 10 / 255).clamp(0, 1)


def shaken_picture() -> Tensor:
    """Spots with hard edges, blurred by seven pixels along the rows: without blur there is nothing to take away."""
    spots = torch.rand(3, 32, 33, generator=torch.Generator().manual_seed(5)).round()
    sharp = F.interpolate(spots[None], scale_factor=8.0, mode="nearest")
    return F.avg_pool2d(sharp * 0.6 + 0.2, (1, 7), 1)[0, :, :, :256]


class Watched(TensorFullImage):
    """Remembers how large the copies were that it was asked for."""

    def __init__(self, picture: Tensor) -> None:
        super().__init__(picture, beside(picture))
        self.copies_px = [0]

    def overview(self, long_side_px: int) -> Tensor:
        self.copies_px.append(long_side_px)
        return super().overview(long_side_px)


def test_an_analysis_looks_at_no_larger_copy_than_it_says(spec: OperationSpec, engine: Engine) -> None:
    process = PROCESSES[spec.id]
    for parameters in of_all_methods(spec):
        watched = Watched(noisy_picture())
        process.analyse(watched, parameters, engine.context())
        assert max(watched.copies_px) == process.analysis_px(parameters)


def analysed(spec: OperationSpec, picture: Tensor, parameters: Any, engine: Engine) -> Analysis:
    return PROCESSES[spec.id].analyse(TensorFullImage(picture, beside(picture)), parameters, engine.context())


def rendered(spec: OperationSpec, picture: Tensor, parameters: Any, engine: Engine) -> Tensor:
    analysis = analysed(spec, picture, parameters, engine)
    with torch.inference_mode():
        return PROCESSES[spec.id].render(picture, parameters, analysis, context_of(engine, picture))


def beside(picture: Tensor) -> Tensor:
    """What the other eye sees: all a little aside."""
    return picture.roll(-3, 2)


def context_of(engine: Engine, whole: Tensor, area: Rect | None = None, scale: float = 1.0) -> Context:
    """The context of a whole picture or of a part of it."""
    rows, columns = area.slices if area else (slice(None), slice(None))
    other = beside(whole)[:, rows, columns]
    size = Size(round(whole.shape[2] / scale), round(whole.shape[1] / scale))
    return dataclasses.replace(engine.context(scale), area=area, other=lambda: other, output=size)


def switched_off(spec: OperationSpec) -> list[Any]:
    """Parameters that do nothing: the defaults with all sliders that have nodes at 0, else the first, or the share."""
    numbers = [name for name, declared in declarations(spec.parameters).items() if isinstance(declared, Number)]
    sliders = [nodes.field for nodes in spec.nodes] or numbers[:1]
    shares = [spec.blend] if spec.blend else []
    zeros = [dict.fromkeys(names, 0.0) for names in (sliders, shares) if names]
    return [dataclasses.replace(spec.parameters(), **values) for values in zeros]


def test_neutral_parameters_give_the_input_to_the_bit(spec: OperationSpec, engine: Engine) -> None:
    picture = noisy_picture()
    assert not spec.is_neutral(acting(spec))
    for parameters in switched_off(spec) or [spec.parameters()]:
        assert spec.is_neutral(parameters)
        assert torch.equal(rendered(spec, picture, parameters, engine), picture)


def test_tiles_with_halo_equal_the_whole(spec: OperationSpec, engine: Engine) -> None:
    picture = noisy_picture(200, 264)
    whole_area = Rect(0, 0, 264, 200)
    process = PROCESSES[spec.id]
    for parameters in varied(spec):
        analysis = analysed(spec, picture, parameters, engine)
        whole = rendered(spec, picture, parameters, engine)
        for core in (Rect(0, 0, 64, 64), Rect(100, 72, 70, 50), Rect(200, 136, 64, 64)):
            grown = core.expanded(process.halo(parameters, analysis, 1.0), whole_area)
            grown = grown.aligned(process.alignment(parameters), whole_area)
            rows, columns = grown.slices
            with torch.inference_mode():
                context = context_of(engine, picture, grown)
                tile = process.render(picture[:, rows, columns], parameters, analysis, context)
            inner_rows, inner_columns = core.relative_to(grown).slices
            rows, columns = core.slices
            torch.testing.assert_close(
                tile[:, inner_rows, inner_columns], whole[:, rows, columns], rtol=1e-4, atol=1e-5
            )


def test_the_input_stays_unchanged_and_the_output_repeats(spec: OperationSpec, engine: Engine) -> None:
    picture = noisy_picture()
    kept = picture.clone()
    first = rendered(spec, picture, acting(spec), engine)
    second = rendered(spec, picture, acting(spec), engine)
    assert torch.equal(picture, kept)
    assert torch.equal(first, second)
    assert not torch.equal(first, picture)


HARD_PICTURES = {
    "black": torch.zeros(3, 40, 56),
    "white": torch.ones(3, 40, 56),
    "one pixel wide": torch.linspace(0, 1, 90).view(1, 30, 3).permute(2, 1, 0),
    "one pixel": torch.full((3, 1, 1), 0.4),
    "7 x 13": noisy_picture(7, 13),
    "HDR": noisy_picture(40, 56) * 6 - 1.5,
}


def test_finite_pictures_stay_finite_and_keep_their_size(spec: OperationSpec, engine: Engine) -> None:
    for (name, picture), parameters in itertools.product(HARD_PICTURES.items(), varied(spec)):
        result = rendered(spec, picture, parameters, engine)
        assert result.shape == picture.shape, name
        assert bool(result.isfinite().all()), name


def test_what_lies_outside_the_gamut_is_kept(spec: OperationSpec, engine: Engine) -> None:
    picture = HARD_PICTURES["HDR"]
    outside = picture - picture.clamp(0, 1)
    assert outside.abs().max() > 0.5
    result = rendered(spec, picture, acting(spec), engine)
    if spec.stage is Stage.TONE and spec not in TRIALS:  # light outside is changed as all light is, and not clipped
        assert result.max() > 1.5
        assert result.min() < -0.5
        return
    inside_result = rendered(spec, picture.clamp(0, 1), acting(spec), engine)
    torch.testing.assert_close(result, inside_result + outside)


def test_the_preview_resembles_the_reduced_result(spec: OperationSpec, engine: Engine) -> None:
    picture = shaken_picture() if spec.id == "deblur" else noisy_picture(256, 256)
    if spec.id == "relight":  # a photo in good light is let alone
        picture = picture / 4
    exact = F.avg_pool2d(rendered(spec, picture, acting(spec), engine)[None], 2)[0]
    small = F.avg_pool2d(picture[None], 2)[0]
    analysis = analysed(spec, picture, acting(spec), engine)
    with torch.inference_mode():
        preview = PROCESSES[spec.id].preview(small, acting(spec), analysis, context_of(engine, small, scale=0.5))
    mean_square = (preview - exact).square().mean().item()
    assert mean_square < 10**-3.2
    assert mean_square < (small - exact).square().mean().item()


def mapped(spec: OperationSpec, name: str, values: Tensor, picture: Tensor, engine: Engine) -> Tensor:
    """What an operation that acts gives with a map for one of its fields."""
    analysis, context = analysed(spec, picture, acting(spec), engine), context_of(engine, picture)
    with torch.inference_mode():
        context = dataclasses.replace(context, maps={name: values})
        return PROCESSES[spec.id].render(picture, acting(spec), analysis, context)


def test_a_map_is_the_number_where_it_is_the_same_and_the_input_where_it_is_0(
    spec: OperationSpec, engine: Engine
) -> None:
    picture = noisy_picture(48, 64)
    if spec.id == "relight":  # a photo in good light is let alone
        picture = picture / 4
    for name in PROCESSES[spec.id].mappable(acting(spec)):
        for value in (0.02, 0.35, 1.0):
            even = torch.full((1, 48, 64), value)
            number = dataclasses.replace(acting(spec), **{name: value})
            assert torch.equal(mapped(spec, name, even, picture, engine), rendered(spec, picture, number, engine)), name
        nothing = dataclasses.replace(acting(spec), **{name: 0.0})
        result = mapped(spec, name, torch.zeros(1, 48, 64), picture, engine)
        assert torch.equal(result, rendered(spec, picture, nothing, engine))
        if spec.is_neutral(nothing):
            assert torch.equal(result, picture)
        halves = torch.cat([torch.zeros(1, 48, 32), torch.ones(1, 48, 32)], dim=2)
        result = mapped(spec, name, halves, picture, engine)
        assert not torch.equal(result[..., 32:], picture[..., 32:])
        if spec.is_neutral(nothing):
            assert torch.equal(result[..., :32], picture[..., :32])


def test_maps_have_the_size_of_the_picture_and_are_finite(spec: OperationSpec, engine: Engine) -> None:
    picture = noisy_picture()
    for parameters in of_all_methods(spec):
        analysis = analysed(spec, picture, parameters, engine)
        with torch.inference_mode():
            maps = PROCESSES[spec.id].diagnose(picture, parameters, analysis, context_of(engine, picture))
        assert set(maps) == {declared.name for declared in spec.maps if spec.makes(declared, parameters)}
        for found in maps.values():
            assert found.values.shape == picture.shape[1:]
            assert bool(found.values.isfinite().all())


def test_what_is_declared_to_blend_does_nothing_else(spec: OperationSpec, engine: Engine) -> None:
    if not spec.blend:
        return
    picture = noisy_picture()
    whole, half = (
        rendered(spec, picture, dataclasses.replace(acting(spec), **{spec.blend: share}), engine)
        for share in (1.0, 0.5)
    )
    torch.testing.assert_close(half, (picture + whole) / 2)


def test_the_catalogue_is_sorted_by_stage_and_has_the_pixels_of_every_operation(
    spec: OperationSpec, engine: Engine
) -> None:
    places = [known.stage.place for known in catalogue.CATALOGUE]
    assert places == sorted(places)
    assert set(PROCESSES) == {known.id for known in catalogue.CATALOGUE}
    assert [known for known in PROCESSES if known not in TRIED] == [known.id for known in CATALOGUE]
    analysis = analysed(spec, noisy_picture(), spec.parameters(), engine)
    assert PROCESSES[spec.id].halo(spec.parameters(), analysis, 1.0) >= 0
    if spec.stage in {Stage.INPUT, Stage.OUTPUT}:
        assert PROCESSES[spec.id].halo(acting(spec), analysis, 1.0) == 0
        assert PROCESSES[spec.id].analysis_key(acting(spec)) is None
