"""Which keys ask for which action: those of the table of actions, and what the person put in their place."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from pellucid.foundation.translation import mark, tr
from pellucid.ui.settings import Settings
from pellucid.ui.window_actions import ACTIONS, ActionSpec, WindowActions

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText

HELD = {"\\": mark("Hold to see the original")}
"""Keys that are held and belong to no action; they cannot be given to one."""


class Keymap(QObject):
    """Keys of the actions of a window.

    Args:
        actions: have the keys.
        settings: remember what the person changed.

    Signals:
        changed(): some action has other keys.
    """

    changed = Signal()

    def __init__(self, actions: WindowActions, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._settings = actions, settings
        self._specs = {spec.name: spec for spec in ACTIONS}
        for name, text in settings.keys().items():
            if name in self._specs:
                actions.set_keys(name, _read(text))

    def keys(self, name: str) -> list[QKeySequence]:
        """Keys of an action, the one that menus show first."""
        return list(self._actions[name].shortcuts())

    def shown(self, name: str) -> str:
        """Keys of an action as people write them."""
        return ", ".join(keys.toString(_NATIVE) for keys in self.keys(name))

    def is_changed(self, name: str) -> bool:
        """True where the person gave it other keys."""
        return self.keys(name) != default_keys(self._specs[name])

    def holders(self, keys: QKeySequence, but: str = "") -> list[str]:
        """Actions that these keys ask for already.

        Args:
            keys: may begin longer ones, which then never come.
            but: an action that does not count.
        """
        return [name for name in self._specs if name != but and any(_clash(held, keys) for held in self.keys(name))]

    def give(self, name: str, keys: QKeySequence) -> None:
        """Let these keys, and no others, ask for an action; who had them has them no more."""
        self._take(keys, but=name)
        self._set(name, [keys] if not keys.isEmpty() else [])
        self.changed.emit()

    def reset(self, name: str) -> None:
        """Give an action its own keys again; who has one of them meanwhile loses it."""
        wanted = default_keys(self._specs[name])
        for keys in wanted:
            self._take(keys, but=name)
        self._set(name, wanted)
        self.changed.emit()

    def reset_all(self) -> None:
        """Give all actions their own keys again."""
        for name, spec in self._specs.items():
            self._set(name, default_keys(spec))
        self.changed.emit()

    def _take(self, keys: QKeySequence, but: str) -> None:
        for holder in self.holders(keys, but):
            self._set(holder, [held for held in self.keys(holder) if not _clash(held, keys)])

    def _set(self, name: str, keys: list[QKeySequence]) -> None:
        self._actions.set_keys(name, keys)
        is_own = keys == default_keys(self._specs[name])
        self._settings.set_keys(name, None if is_own else _written(keys))


def default_keys(spec: ActionSpec) -> list[QKeySequence]:
    """Keys of an action as it comes."""
    return [QKeySequence(keys) for keys in spec.keys]


def is_held(keys: QKeySequence) -> str:
    """What a key does while it is held, or empty where it is free to be given."""
    return tr(HELD.get(keys.toString(_PORTABLE), ""))


def _clash(first: QKeySequence, second: QKeySequence) -> bool:
    none = QKeySequence.SequenceMatch.NoMatch
    return first.matches(second) != none or second.matches(first) != none


def _read(text: str) -> list[QKeySequence]:
    sequences = [QKeySequence(part, _PORTABLE) for part in text.split("; ") if part]
    return [keys for keys in sequences if not keys.isEmpty()]


def _written(keys: list[QKeySequence]) -> str:
    return "; ".join(sequence.toString(_PORTABLE) for sequence in keys)
