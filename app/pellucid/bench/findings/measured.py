"""One case, measured and repaired: how far each kind is from its limit, and what a repair gains."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor

from pellucid.bench.findings.amounts import amount
from pellucid.bench.findings.cases import FaultyPhoto
from pellucid.bench.findings.kept import Kept
from pellucid.bench.quality.operations import Picture, method_of
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.plain_values import PlainReader, to_plain
from pellucid.document.repairs import all_repaired, repaired
from pellucid.findings.compression import coarseness
from pellucid.findings.limits import Limits
from pellucid.findings.photo import Photo
from pellucid.findings.survey import Survey, measure, tell
from pellucid.findings.trial import TRIALS, candidates, proven
from pellucid.foundation.digest import digest_of
from pellucid.foundation.findings import Finding, Findings, Kind, Proposal
from pellucid.foundation.progress import Progress
from pellucid.operations.contract import Context
from pellucid.operations.processes import PROCESSES
from pellucid.training.metrics import psnr_db

LIMIT_OF: Mapping[Kind, tuple[str, str]] = {
    Kind.NOISE: ("noise", "sigma_levels"),
    Kind.JPEG: ("jpeg", "coarseness"),
    Kind.HAZE: ("haze", "veil_percent"),
    Kind.MOTION_BLUR: ("blur", "width_px"),
    Kind.DEFOCUS: ("blur", "width_px"),
    Kind.DARK: ("dark", "stops"),
    Kind.BRIGHT: ("bright", "burnt_percent"),
    Kind.CAST: ("cast", "stops"),
    Kind.HORIZON: ("horizon", "angle_deg"),
}
"""The limit of each kind that its measurement is compared with."""

UNCHANGED_DB = 99.0


@dataclass(frozen=True)
class Measured:
    """What was measured of one case.

    Attributes:
        case: the picture.
        survey: what was measured of it.
        amount: how wrong it is, see `amounts`.
        has_truth: True where there is a true picture, and it lies alike.
        proven: the steps that are left of those that were tried, by kind; None where all of them harm.
    """

    case: FaultyPhoto
    survey: Survey
    amount: float
    has_truth: bool
    proven: Mapping[Kind, Proposal | None] = field(default_factory=dict)

    def findings(self, limits: Limits) -> Findings:
        """What is told with these limits."""
        told = tell(self.survey, limits)
        return Findings(
            self.case.name,
            tuple(replace(one, proposal=self.proven.get(one.kind, one.proposal)) for one in told),
        )

    def told(self, limits: Limits) -> frozenset[Kind]:
        """Kinds that are found."""
        return frozenset(finding.kind for finding in self.findings(limits).found)

    def proposed(self, limits: Limits) -> frozenset[Kind]:
        """Kinds that a step is proposed against."""
        return frozenset(finding.kind for finding in self.findings(limits).repairable)

    def value(self, kind: Kind, limits: Limits) -> float:
        """The measurement in the unit of its limit."""
        finding = self.findings(limits).of(kind)
        assert finding is not None
        if kind is Kind.JPEG:
            return coarseness(finding.value)
        return self.survey.softness.blur.width_px if kind in BLURS else abs(finding.value)


BLURS = frozenset({Kind.MOTION_BLUR, Kind.DEFOCUS})
"""One measurement finds them, and one step repairs them."""


@dataclass(frozen=True)
class Measurer:
    """Measures and repairs cases, or remembers.

    Attributes:
        context: has the networks.
        kept: what was measured before.
        say: is told of what takes time.
    """

    context: Context
    kept: Kept
    say: Callable[[str, object], None]

    def measured(self, case: FaultyPhoto) -> Measured:
        """Measure a case."""
        found = self.kept.answer(case.name, lambda: self._measured(case))
        survey = PlainReader().read(Survey, found["survey"])
        return Measured(case, survey, float(found["amount"]), bool(found["has_truth"]))

    def _measured(self, case: FaultyPhoto) -> dict[str, object]:
        faulty, true = case.make()
        with torch.inference_mode():
            survey = measure(self._photo(case, faulty), Progress())
        has_truth = true is not None and Kind.HORIZON not in case.kinds
        told = str(amount(case, faulty, true))  # JSON has no number without an end
        return {"survey": to_plain(survey, Survey), "amount": told, "has_truth": has_truth}

    def tried(self, one: Measured, limits: Limits) -> Measured:
        """The case, of which is known what steps harm."""
        found = one.findings(limits).repairable
        return replace(one, proven={each.kind: self._proven(one.case, each) for each in found})

    def _proven(self, case: FaultyPhoto, finding: Finding) -> Proposal | None:
        assert finding.proposal is not None
        tried = candidates(finding.proposal)

        def look(photo: Photo) -> int | None:
            left = proven(finding, photo).proposal
            return None if left is None else tried.index(left)

        if finding.proposal.operation not in TRIALS:
            return finding.proposal
        chosen = self.remembered(f"tried {finding.proposal}", case, look)
        return None if chosen is None else tried[chosen]

    def remembered(self, purpose: str, case: FaultyPhoto, look: Callable[[Photo], Any]) -> Any:
        """What a look at a case gives, as JSON has it; `purpose` names it."""

        def looked() -> Any:
            with torch.inference_mode():
                return look(self._photo(case, case.make()[0]))

        return self.kept.answer(f"{purpose}, {case.name}", looked)

    def _photo(self, case: FaultyPhoto, faulty: Tensor) -> Photo:
        return Photo(Picture(faulty, case.jpeg_quality), self.context)

    def gain_of_one_db(self, one: Measured, finding: Finding) -> float:
        """PSNR that the repair of one finding adds."""
        return self._gain_db(one.case, repaired(Edit(), finding).edit.stack)

    def gain_of_all_db(self, one: Measured, limits: Limits) -> float:
        """PSNR that *Repair all* adds; what the true picture may have as well is left, as repair leads away from it."""
        found = tuple(each for each in one.findings(limits).measured if each.kind not in one.case.uncertain)
        return self._gain_db(one.case, all_repaired(Edit(), Findings(one.case.name, found)).edit.stack)

    def _gain_db(self, case: FaultyPhoto, stack: EditStack) -> float:
        """Framing is left out: what is turned lies no more over the truth."""
        if not stack.active:
            return 0.0
        key = f"{case.name}, {digest_of(stack)}"
        return float(self.kept.answer(key, lambda: self._computed_gain_db(case, stack)))

    def _computed_gain_db(self, case: FaultyPhoto, stack: EditStack) -> float:
        faulty, true = case.make()
        assert true is not None
        result = faulty
        for step in stack.active:
            method = method_of(PROCESSES[step.operation], step.parameters, self.context, case.jpeg_quality)
            result = method(result).clamp(0, 1)
        before, after = (min(UNCHANGED_DB, psnr_db(one, true)) for one in (faulty, result))
        return after - before
