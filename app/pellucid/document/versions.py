"""Named states of one photo, kept in its sidecar beside the present one."""

from dataclasses import dataclass

from pellucid.document.edit import Edit


@dataclass(frozen=True)
class Version:
    """A state that a person named.

    Attributes:
        name: given by the person.
        edit: what was done to the photo then.
        made: when, as ISO 8601 in UTC.
    """

    name: str
    edit: Edit
    made: str
