"""Mailboxes: one with one place, where posting replaces what waits, and one that hands everything on in its order."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Mailbox(Generic[Item]):
    """Hands items from the main thread to one worker."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._waiting: Item | None = None
        self._closed = False

    def post(self, item: Item) -> None:
        """Put an item in; one that still waits is dropped."""
        with self._condition:
            self._waiting = item
            self._condition.notify()

    def take(self) -> Item | None:
        """Wait for the newest item; None once the mailbox is closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._waiting is not None)
            if self._closed:
                return None
            item, self._waiting = self._waiting, None
            return item

    def take_if(self, is_wanted: Callable[[Item], bool]) -> Item | None:
        """Take what waits, if it is of a kind; None where nothing or something else waits, which stays."""
        with self._condition:
            if self._closed or self._waiting is None or not is_wanted(self._waiting):
                return None
            item, self._waiting = self._waiting, None
            return item

    def empty(self) -> None:
        """Drop what waits."""
        with self._condition:
            self._waiting = None

    @property
    def has_message(self) -> bool:
        """True where something newer waits, or the end has come."""
        return self._closed or self._waiting is not None

    @property
    def is_closed(self) -> bool:
        """True once the end has come."""
        return self._closed

    def close(self) -> None:
        """Let the worker go home."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()


class Line(Mailbox[Item]):
    """A mailbox that loses nothing: first in, first out."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Item] = []

    def post(self, item: Item) -> None:
        """Put an item at the end."""
        with self._condition:
            self._items.append(item)
            self._condition.notify()

    def take(self) -> Item | None:
        """Wait for the item whose turn it is; None once the mailbox is closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._items)
            return None if self._closed else self._items.pop(0)

    def empty(self) -> None:
        """Drop all that wait."""
        with self._condition:
            self._items.clear()

    @property
    def has_message(self) -> bool:
        """True where an item waits, or the end has come."""
        return self._closed or bool(self._items)
