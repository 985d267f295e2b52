"""What became of settings that were laid over several photos, as plain values for the window."""

from dataclasses import dataclass

from pellucid.document.edit import Edit
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import plural, tr


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
        changed, same, failed = len(self.changed), self.same, len(self.failures)
        if self.is_taking_back:
            told = [plural("taken back from {count} photo", "taken back from {count} photos", count=changed)]
            kept = plural(
                "{count} photo edited since stays as it is", "{count} photos edited since stay as they are", count=same
            )
        else:
            told = [plural("{count} photo changed", "{count} photos changed", count=changed)]
            kept = plural("{count} photo had them already", "{count} photos had them already", count=same)
        told += [kept] if same else []
        if failed:
            told.append(
                plural("{count} photo could not be changed", "{count} photos could not be changed", count=failed)
            )
        return f"{tr(self.label)}: {'; '.join(told)}."
