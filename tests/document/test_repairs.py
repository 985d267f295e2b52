"""Steps proposed against findings become an edit, and it is said what was done and what not."""

from dataclasses import replace

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.repairs import all_repaired, repaired
from pellucid.foundation.findings import FRAMING, NOTHING_TO_REPAIR, Finding, Findings, Kind, Proposal
from pellucid.foundation.framing import Framing
from pellucid.foundation.masks import Mask
from pellucid.operations.denoise.parameters import Parameters as Denoise


def _finding(kind: Kind, proposal: Proposal | None) -> Finding:
    return Finding(kind, 14.0, "levels", 0.9, 0.8, True, "Noise of 14 levels.", proposal=proposal)


NOISE = _finding(Kind.NOISE, Proposal("denoise", (("gamma", 0.8),)))
TILT = _finding(Kind.HORIZON, Proposal(FRAMING, (("angle_deg", -1.5),)))
DUST = _finding(Kind.DUST, None)


def test_all_that_can_be_repaired_is_and_the_rest_is_told() -> None:
    repair = all_repaired(Edit(), Findings("photo", (NOISE, TILT, DUST)))
    assert repair.edit == Edit(stack=EditStack((Step("denoise", Denoise(gamma=0.8)),)), framing=Framing(angle_deg=-1.5))
    assert repair.label == "Repair all: noise, horizon"
    assert len(repair.done) == 2
    assert len(repair.left) == 1


def test_what_the_person_has_set_stays_when_all_is_repaired_and_gives_way_when_it_is_asked_for() -> None:
    own = Edit(stack=EditStack((Step("denoise", Denoise(gamma=1.3)),)), framing=Framing(angle_deg=2.0))
    repair = all_repaired(own, Findings("photo", (NOISE, TILT)))
    assert repair.edit == own
    assert (repair.label, len(repair.left)) == ("", 2)
    assert repaired(own, NOISE).edit.stack.parameters("denoise") == Denoise(gamma=0.8)
    assert repaired(own, TILT).edit.framing.angle_deg == -1.5


def test_a_step_that_is_switched_off_is_no_decision() -> None:
    off = Edit(stack=EditStack((Step("denoise", Denoise(gamma=1.3), enabled=False),)))
    step = all_repaired(off, Findings("photo", (NOISE,))).edit.stack.step("denoise")
    assert step == Step("denoise", Denoise(gamma=0.8))


def test_masks_stay() -> None:
    local = Local("sky", changes=(("gamma", 2.0),))
    edit = Edit(stack=EditStack((Step("denoise", Denoise(), locals=(local,)),)), masks=(Mask("sky", "Sky", ()),))
    repair = repaired(edit, NOISE).edit
    step = repair.stack.step("denoise")
    assert step is not None
    assert (step.locals, step.parameters, repair.masks) == ((local,), Denoise(gamma=0.8), edit.masks)


def test_a_photo_that_is_mirrored_is_turned_the_other_way() -> None:
    assert repaired(Edit(framing=Framing(mirrored=True)), TILT).edit.framing.angle_deg == 1.5


def test_nothing_found_is_said_and_changes_nothing() -> None:
    findings = Findings("photo", (replace(NOISE, is_found=False, proposal=None),))
    assert findings.sentence == NOTHING_TO_REPAIR
    assert (findings.found, findings.repairable) == ((), ())
    assert all_repaired(Edit(), findings).edit == Edit()
    assert repaired(Edit(), DUST).left
