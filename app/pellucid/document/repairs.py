"""How the steps that were proposed against findings become an edit, and what is said of it."""

from dataclasses import dataclass, replace

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Step
from pellucid.foundation.findings import FRAMING, Finding, Findings, Proposal
from pellucid.foundation.translation import Said, listed, say, say_within, tr
from pellucid.operations.catalogue import find


@dataclass(frozen=True)
class Repair:
    """What a repair makes of an edit.

    Attributes:
        edit: with the steps; one entry of the history.
        label: of that entry.
        done: what was done, a sentence a finding.
        left: what was found and not repaired, and why.
    """

    edit: Edit
    label: str
    done: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def repaired(edit: Edit, finding: Finding) -> Repair:
    """Repair one finding; whatever its operation did to the whole photo before gives way, masks stay."""
    if finding.proposal is None:
        return Repair(edit, "", left=(_unproposed(finding),))
    label = say("Repair {what}", what=say_within(finding.kind.title))
    return Repair(_with_proposal(edit, finding.proposal), label, (_done(finding, finding.proposal),))


def all_repaired(edit: Edit, findings: Findings) -> Repair:
    """Repair everything that can be; what the person has set already stays as it is and is told."""
    done: list[str] = []
    left: list[str] = []
    repaired_kinds: list[Said] = []
    result = edit
    for finding in findings.found:
        if finding.proposal is None:
            left.append(_unproposed(finding))
        elif is_set(edit, finding.proposal):
            left.append(_stays(finding, finding.proposal))
        else:
            result = _with_proposal(result, finding.proposal)
            done.append(_done(finding, finding.proposal))
            repaired_kinds.append(say_within(finding.kind.title))
    return Repair(result, _label(repaired_kinds), tuple(done), tuple(left))


def proposed_step(proposal: Proposal) -> Step:
    """The step of a proposal that names an operation."""
    return Step(proposal.operation, find(proposal.operation).parameters(**dict(proposal.values)))


def _with_proposal(edit: Edit, proposal: Proposal) -> Edit:
    if proposal.operation == FRAMING:
        values = dict(proposal.values)
        if edit.framing.mirrored and "angle_deg" in values:
            values["angle_deg"] = -values["angle_deg"]  # the photo is turned after it was mirrored
        return replace(edit, framing=replace(edit.framing, **values))
    return edit.with_stack(edit.stack.with_base(proposed_step(proposal)))


def is_set(edit: Edit, proposal: Proposal) -> bool:
    """True where the person has decided the same thing already: what is switched off is no decision."""
    if proposal.operation == FRAMING:
        return any(getattr(edit.framing, name) for name, _ in proposal.values)
    step = edit.stack.step(proposal.operation)
    return step is not None and step.is_active


def _done(finding: Finding, proposal: Proposal) -> str:
    return tr("{finding} {operation} takes it away.", finding=finding.sentence, operation=_title(proposal))


def _stays(finding: Finding, proposal: Proposal) -> str:
    return tr(
        "{finding}: {operation} was set already and stays as it is.",
        finding=tr(finding.kind.title),
        operation=_title(proposal),
    )


def _unproposed(finding: Finding) -> str:
    return tr("{finding} No step was shown to help, so it is left.", finding=finding.sentence)


def _title(proposal: Proposal) -> str:
    return tr("Straighten") if proposal.operation == FRAMING else tr(find(proposal.operation).title)


def _label(kinds: list[Said]) -> str:
    return say("Repair all: {what}", what=listed(kinds)) if kinds else ""
