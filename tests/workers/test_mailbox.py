import threading

from pellucid.workers.mailbox import Mailbox


def test_posting_replaces_what_waits() -> None:
    mailbox: Mailbox[int] = Mailbox()
    mailbox.post(1)
    mailbox.post(2)
    assert mailbox.has_message
    assert mailbox.take() == 2
    assert not mailbox.has_message


def test_taking_waits_for_the_next_item() -> None:
    mailbox: Mailbox[int] = Mailbox()
    taken: list[int | None] = []
    thread = threading.Thread(target=lambda: taken.append(mailbox.take()))
    thread.start()
    mailbox.post(7)
    thread.join(5)
    assert taken == [7]


def test_a_closed_mailbox_sends_its_worker_home() -> None:
    mailbox: Mailbox[int] = Mailbox()
    mailbox.post(1)
    mailbox.close()
    assert mailbox.take() is None
    assert mailbox.has_message


def test_emptying_drops_what_waits() -> None:
    mailbox: Mailbox[int] = Mailbox()
    mailbox.post(1)
    mailbox.empty()
    assert not mailbox.has_message


def test_only_what_is_wanted_is_taken_in_between() -> None:
    mailbox: Mailbox[str] = Mailbox()
    assert mailbox.take_if(lambda _item: True) is None
    mailbox.post("view")
    assert mailbox.take_if(lambda item: item == "move") is None
    assert mailbox.has_message
    mailbox.post("move")
    assert mailbox.take_if(lambda item: item == "move") == "move"
    assert not mailbox.has_message
    mailbox.post("move")
    mailbox.close()
    assert mailbox.take_if(lambda _item: True) is None
