"""What an edit is, and that its digest names all of it."""

import dataclasses
import enum
import types
import typing

import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step, UnknownPart
from pellucid.foundation.digest import digest_of
from pellucid.foundation.masks import Brush, Combine, Component, LinearGradient, Mask, Stroke
from pellucid.foundation.source_choices import SourceChoices
from pellucid.operations.catalogue import CATALOGUE, find
from pellucid.operations.denoise.parameters import Parameters as Denoise


def hints_of(kind: typing.Any) -> dict[str, typing.Any]:
    """Types of the fields; `Edit` knows that of masks by name only."""
    return typing.get_type_hints(kind, localns={"Mask": Mask})


def two_values(hint: typing.Any, name: str = "") -> tuple[typing.Any, typing.Any]:
    """Two different values of a type, made by looking at it."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return two_values(arguments[0])
    if origin is tuple:
        parts = [two_values(argument) for argument in arguments if argument is not Ellipsis]
        return tuple(one for one, _ in parts), tuple(other for _, other in parts)
    if dataclasses.is_dataclass(hint):
        hints = hints_of(hint)
        fields = {field.name: two_values(hints[field.name], field.name) for field in dataclasses.fields(hint)}
        if not fields:
            raise TypeError(f"{hint} holds nothing")
        return (
            made(hint, {key: one for key, (one, _) in fields.items()}),
            made(hint, {key: other for key, (_, other) in fields.items()}),
        )
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return tuple(hint)[:2]
    if name == "operation":
        return "denoise", "tone"
    known = {str: ("a", "b"), int: (1, 2), float: (0.25, 0.5), bool: (False, True), bytes: (b"a", b"b")}
    return (Denoise(gamma=1.0), Denoise(gamma=2.0)) if hint is typing.Any else known[hint]


def made(kind: typing.Any, values: dict[str, typing.Any]) -> typing.Any:
    """A value of a dataclass, past what its fields may not be together or by themselves."""
    value = object.__new__(kind)
    for name, held in values.items():
        object.__setattr__(value, name, held)
    return value


def types_of(hint: typing.Any) -> set[type]:
    """All dataclasses that a value of a type may hold, and the type itself."""
    found = {hint} if dataclasses.is_dataclass(hint) else set()
    hints = hints_of(hint).values() if found else typing.get_args(hint)
    for inner in hints:
        found |= types_of(inner)
    return found


HELD = sorted(types_of(Edit) | {spec.parameters for spec in CATALOGUE}, key=repr)


def test_types_are_found_through_all_that_an_edit_holds() -> None:
    assert {Edit, SourceChoices, Step, Local, UnknownPart, Mask, Component, Brush, Stroke, LinearGradient} <= set(HELD)


@pytest.mark.parametrize("kind", HELD, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_field_of_every_type_changes_the_digest(kind: type) -> None:
    one, other = two_values(kind)

    for field in dataclasses.fields(kind):
        values = {known.name: getattr(one, known.name) for known in dataclasses.fields(kind)}
        changed = made(kind, values | {field.name: getattr(other, field.name)})
        assert digest_of(changed) != digest_of(one), field.name
        if kind in (Edit, Step):
            assert changed.digest != one.digest, field.name


def test_what_stands_deep_inside_changes_the_digest_of_the_edit() -> None:
    def edit(radius: float) -> Edit:
        stroke = Stroke.along(((0.1, 0.2),), radius)
        return Edit(masks=(Mask("m", "Sky", (Component(Brush((stroke,)), Combine.ADD),)),))

    assert edit(0.1).digest == edit(0.1).digest
    assert edit(0.1).digest != edit(0.2).digest


def test_parts_do_not_run_together_in_a_digest() -> None:
    assert digest_of(("ab", "c")) != digest_of(("a", "bc"))
    assert digest_of((("a",), "b")) != digest_of(("a", ("b",)))
    assert digest_of(1) != digest_of("1") != digest_of(b"1")


def test_what_may_change_has_no_digest() -> None:
    with pytest.raises(TypeError):
        digest_of(["a"])


def test_what_an_operation_means_is_part_of_its_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step("denoise", Denoise())
    newer = dataclasses.replace(find("denoise"), version=99)

    before = step.digest
    monkeypatch.setattr("pellucid.document.edit_stack.find", lambda _operation: newer)

    assert Step("denoise", Denoise()).digest != before


def test_a_local_follows_its_step_but_where_it_differs() -> None:
    local = Local("sky").with_change("gamma", 2.0)

    assert local.parameters(Denoise(gamma=1.0, amount=0.5)) == Denoise(gamma=2.0, amount=0.5)
    assert local.without_change("gamma") == Local("sky")


def test_a_mask_that_goes_takes_its_locals_along() -> None:
    step = Step("denoise", Denoise(), enabled=False).with_local(Local("sky", changes=(("gamma", 2.0),)))
    edit = Edit(stack=EditStack((step,))).with_mask(Mask("sky", "Sky")).with_mask(Mask("face", "Face"))

    assert step.is_active
    assert edit.mask("sky") == Mask("sky", "Sky")
    left = edit.without_mask("sky")
    assert left.masks == (Mask("face", "Face"),)
    assert left.stack.step("denoise") == Step("denoise", Denoise(), enabled=False)


def test_a_mask_is_replaced_in_its_place() -> None:
    edit = Edit(masks=(Mask("a", "A"), Mask("b", "B")))

    assert edit.with_mask(Mask("a", "Sky")).masks == (Mask("a", "Sky"), Mask("b", "B"))


def test_switching_a_step_keeps_its_locals() -> None:
    step = Step("denoise", Denoise()).with_local(Local("sky"))

    assert EditStack((step,)).with_enabled("denoise", False).step("denoise") == dataclasses.replace(step, enabled=False)


def test_unknown_steps_stay_through_changes() -> None:
    stack = EditStack(unknown=(UnknownPart("{}"),)).with_parameters("denoise", Denoise())

    assert stack.without("denoise").unknown == (UnknownPart("{}"),)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Stroke.along((), 0.1),
        lambda: Stroke.along(((0.0, float("nan")),), 0.1),
        lambda: Stroke.along(((0.0, 0.0),), -0.1),
        lambda: LinearGradient((0.0, 1e9), (0.0, 0.0)),
        lambda: Mask("", "Sky"),
        lambda: Mask("a", "Sky", opacity=1.5),
    ],
)
def test_masks_with_wrong_numbers_are_refused(wrong: typing.Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"must be|needs"):
        wrong()
