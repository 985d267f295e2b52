"""What is wrong with a photo, told on the command line."""

from typing import Any

from pellucid.foundation.findings import FRAMING, Finding, Findings, Proposal
from pellucid.foundation.progress import Progress
from pellucid.io.documents import Document


def measured(document: Document, device: str) -> Findings:
    """What is wrong with a photo, measured on a device."""
    from pellucid.engine.engine import open_engine  # noqa: PLC0415 -- loads torch
    from pellucid.engine.findings_of import findings_of  # noqa: PLC0415 -- as above

    engine = open_engine(device)
    try:
        return findings_of(document, engine, Progress())
    finally:
        engine.close()


def findings_as_json(findings: Findings) -> dict[str, Any]:
    """What is wrong, and below it everything that was measured."""
    return {
        "findings": [_as_json(finding) for finding in findings.found],
        "measured": [_as_json(finding) for finding in findings.measured],
    }


def findings_lines(findings: Findings) -> list[tuple[str, str]]:
    """The same for people, one line a finding, or that there is none."""
    found = [("found", finding.sentence) for finding in findings.found]
    return found or [("found", findings.sentence)]


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "value": finding.value,
        "unit": finding.unit,
        "confidence": finding.confidence,
        "sentence": finding.sentence,
        "details": dict(finding.details),
        "map": None if finding.map is None else {"operation": finding.map[0], "name": finding.map[1]},
        "step": None if finding.proposal is None else _step_as_json(finding.proposal),
    }


def _step_as_json(proposal: Proposal) -> dict[str, Any]:
    """As a step in a sidecar; straightening as the option of that name takes it."""
    if proposal.operation == FRAMING:
        return {"straighten": dict(proposal.values)["angle_deg"]}
    return {"operation": proposal.operation, "parameters": dict(proposal.values)}
