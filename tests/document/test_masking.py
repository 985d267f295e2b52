"""Masks of an edit: added, changed, ordered, duplicated and copied without any other part of the edit changing."""

from dataclasses import replace

import pytest

from pellucid.document import masking
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.foundation.masks import Brush, Combine, Component, Feather, LinearGradient, MapRange, RadialGradient
from pellucid.operations.catalogue import find
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone

SKY = Component(LinearGradient((0.5, 0.3), (0.5, 0.5)))
SPOT = Component(RadialGradient((0.5, 0.5), 0.1, 0.1), Combine.SUBTRACT)


def with_sky() -> tuple[Edit, str]:
    edit, sky = masking.with_new_mask(Edit(), SKY, name="Sky")
    step = Step("denoise", Denoise()).with_local(Local(sky, changes=(("gamma", 2.0),)))
    return edit.with_stack(EditStack((step, Step("tone", Tone())))), sky


def test_new_masks_have_ids_and_names_of_their_own() -> None:
    edit, first = masking.with_new_mask(Edit(), SKY)
    edit, second = masking.with_new_mask(edit, SKY)
    edit, third = masking.with_new_mask(edit, Component(Brush()), name="Sky")
    edit, fourth = masking.with_new_mask(edit, name="Sky")
    assert len({first, second, third, fourth}) == 4
    assert [mask.name for mask in edit.masks] == ["Linear gradient 1", "Linear gradient 2", "Sky", "Sky 2"]


def test_parts_are_added_changed_moved_and_taken_out() -> None:
    edit, sky = with_sky()
    more = masking.with_component(edit, sky, SPOT)
    assert more.mask(sky).components == (SKY, SPOT)
    assert masking.moved_component(more, sky, 1, 0).mask(sky).components == (SPOT, SKY)
    shape = RadialGradient((0.1, 0.1), 0.2, 0.2)
    assert masking.with_shape(more, sky, 1, shape).mask(sky).components == (SKY, replace(SPOT, shape=shape))
    assert masking.without_component(more, sky, 0).mask(sky).components == (SPOT,)
    assert more.stack == edit.stack


def test_what_a_mask_is_like_as_a_whole_is_set() -> None:
    edit, sky = with_sky()
    feather = Feather(0.01, follows_edges=True)
    changed = masking.with_inverted(masking.with_feather(masking.with_opacity(edit, sky, 0.5), sky, feather), sky, True)
    mask = masking.renamed(changed, sky, " Heaven ").mask(sky)
    assert (mask.name, mask.opacity, mask.feather, mask.inverted) == ("Heaven", 0.5, feather, True)
    assert masking.renamed(edit, sky, "  ") == edit


def test_a_duplicate_stands_behind_its_original_and_steps_do_the_same_there() -> None:
    edit, sky = with_sky()
    edit, ground = masking.with_new_mask(edit, SPOT, name="Ground")
    more, copy = masking.duplicated(edit, sky)
    assert [mask.id for mask in more.masks] == [sky, copy, ground]
    assert [mask.name for mask in more.masks] == ["Sky", "Sky 2", "Ground"]
    assert more.stack.step("denoise").local(copy).changes == (("gamma", 2.0),)
    assert masking.used_by(more, copy) == masking.used_by(more, sky) == ("denoise",)
    assert masking.used_by(more, ground) == ()
    assert masking.moved(more, ground, 0).masks[0].id == ground


def test_masks_are_copied_to_another_photo_with_what_is_done_there_alone() -> None:
    source, sky = with_sky()
    onto = Edit(stack=EditStack((Step("denoise", Denoise(gamma=0.5)),)))
    copied = masking.copied(source, onto, [sky])
    step = copied.stack.step("denoise")
    assert copied.masks == source.masks
    assert (step.parameters, step.enabled, step.local(sky).changes) == (Denoise(gamma=0.5), True, (("gamma", 2.0),))
    assert copied.stack.step("tone") is None
    assert not masking.copied(source, Edit(), [sky]).stack.step("denoise").enabled
    assert masking.copied(source, copied, [sky]) == copied
    elsewhere = source.with_stack(source.stack.without("denoise"))
    assert masking.copied(elsewhere, copied, [sky]).stack.step("denoise").local(sky) is None


def test_every_map_on_offer_is_one_that_its_operation_makes_by_its_method() -> None:
    choices = masking.map_choices()
    assert {name for _, name in choices} == set(masking.MAP_RANGES)
    for operation, name in choices:
        shape, spec = masking.map_range(operation, name, 0.0, 1.0), find(operation)
        assert isinstance(shape, MapRange)
        values = {spec.method: shape.method} if shape.method else {}
        assert spec.makes(next(found for found in spec.maps if found.name == name), spec.parameters(**values))
    with pytest.raises(ValueError, match="no map"):
        masking.map_range("denoise", "transmission", 0, 1)


def test_a_picked_colour_lies_in_the_range_that_is_made_of_it() -> None:
    red = masking.range_of_color((0.9, 0.1, 0.12), 0.2)
    assert red.hue.low > red.hue.high  # round the circle
    gray = masking.range_of_color((0.5, 0.5, 0.52), 0.2)
    assert gray.hue is None
    assert (gray.lightness.low, gray.lightness.high) == pytest.approx((0.4, 0.6), abs=0.01)
