"""Files with several pictures: which one is opened, and what is said of the others."""

from dataclasses import dataclass
from pathlib import Path

from pellucid.foundation.errors import UsageError
from pellucid.foundation.paths import shown as shown_path
from pellucid.foundation.source_choices import MAX_PAGES, SourceChoices
from pellucid.foundation.translation import plural, tr


@dataclass(frozen=True)
class Pages:
    """The pictures of a file.

    Attributes:
        count: how many there are.
        shown: number of the one that is opened, from 0.
        was_chosen: the person asked for it.
    """

    count: int = 1
    shown: int = 0
    was_chosen: bool = False

    @classmethod
    def of(cls, count: int, primary: int, choices: SourceChoices, path: Path) -> "Pages":
        """Decide which picture is opened.

        Args:
            count: how many the file has; more than `MAX_PAGES` are not counted.
            primary: the one that the file means.
            choices: of the person.
            path: of the file.

        Raises:
            UsageError: the file has no such picture.
        """
        count = max(1, min(count, MAX_PAGES))
        if choices.page is None:
            return cls(count, min(primary, count - 1))
        if choices.page >= count:
            raise UsageError(
                plural(
                    "{path}: the file has {count} picture, so there is no number {page}. Choose another.",
                    "{path}: the file has {count} pictures, so there is no number {page}. Choose another.",
                    path=shown_path(path),
                    count=count,
                    page=choices.page + 1,
                )
            )
        return cls(count, choices.page, was_chosen=True)

    @property
    def note(self) -> tuple[str, ...]:
        """The sentence of a file with several pictures; none where the person chose."""
        if self.count == 1 or self.was_chosen:
            return ()
        if self.shown == 0:
            return (tr("The file has {count} pictures; the first is opened.", count=self.count),)
        return (
            tr("The file has {count} pictures; number {number} is opened.", count=self.count, number=self.shown + 1),
        )

    @property
    def animation_note(self) -> tuple[str, ...]:
        """The same for pictures that follow each other in time."""
        if self.count == 1 or self.was_chosen:
            return ()
        return (tr("The file is an animation of {count} pictures; only the first is opened.", count=self.count),)
