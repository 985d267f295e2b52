"""What most recipes read and draw alike: photos with what measures, and damaged pictures beside clean ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from torch import Tensor

from pellucid.training.datasets import Samples

CaseT = TypeVar("CaseT")


@dataclass(frozen=True)
class PhotoMaterial(Generic[CaseT]):
    """Photos to train on, decoded, and what only measures; a recipe that reads more has a subclass.

    Attributes:
        photos: to train on.
        measured: made of photos that never train.
        is_scaled: copies of the photos at other scales are among them.
    """

    photos: Sequence[Samples]
    measured: Sequence[CaseT] = ()
    is_scaled: bool = False

    counted: ClassVar[Mapping[str, str]] = {}
    """What `words` tells beside photos: further fields, and what is in each."""

    def words(self) -> str:
        """Tell how much there is."""
        further = (f"{len(getattr(self, name))} {things}" for name, things in self.counted.items())
        return ", ".join((f"{len(self.photos)} photos{', scaled copies included' * self.is_scaled}", *further))


@dataclass(frozen=True)
class DamagedPictures:
    """Pictures as they came to be and as they are to be: one that measures `(3, H, W)`, or a batch `(N, 3, H, W)`."""

    damaged: Tensor
    clean: Tensor
