"""What became of settings that were laid over several photos, as plain values for the window."""

from dataclasses import dataclass

from pellucid.document.edit import Edit
from pellucid.foundation.photo_facts import PhotoFacts


@dataclass(frozen=True)
class SettingsReport:
    """What became of settings for several photos.

    Attributes:
        label: of the undo step.
        changed: photos that have other edits now, with the edit before and the present one.
        same: how many photos stay as they were, because nothing was to be done.
        failures: sentences about those that could not be changed.
        is_taking_back: this takes another one back.
    """

    label: str
    changed: tuple[tuple[PhotoFacts, Edit, Edit], ...] = ()
    same: int = 0
    failures: tuple[str, ...] = ()
    is_taking_back: bool = False

    @property
    def sentence(self) -> str:
        """All of it in one sentence, failures but counted."""
        if self.is_taking_back:
            words = f"{self.label}: taken back from {_photos(len(self.changed))}"
            rest = f"; {_photos(self.same)} edited since stay as they are" if self.same else ""
        else:
            words = f"{self.label}: {_photos(len(self.changed))} changed"
            rest = f"; {_photos(self.same)} had them already" if self.same else ""
        failed = f"; {_photos(len(self.failures))} could not be changed" if self.failures else ""
        return f"{words}{rest}{failed}."


def _photos(count: int) -> str:
    return f"{count} photo{'s' * (count != 1)}"
