"""What is proposed for a photo is laid over its edit, and what the person has set stays."""

from pellucid.document.edit import Edit
from pellucid.document.repairs import all_repaired
from pellucid.foundation.findings import Findings
from pellucid.workers.repairs_for_many import LABEL, RepairEach, Repairs
from pellucid.workers.settings_worker import MeasuredSettings, Settings
from pellucid.workers.shared_engine import SharedEngine


def test_repairs_are_settings_and_each_photo_has_its_own() -> None:
    findings = Findings("ab" * 16, ())
    repairs = Repairs(findings)
    assert isinstance(repairs, Settings)
    assert repairs.label == LABEL
    assert repairs.over(Edit()) == all_repaired(Edit(), findings).edit
    each: MeasuredSettings = RepairEach(SharedEngine(), lambda: False)
    assert not isinstance(each, Settings)
