"""Help that shows when the pointer rests: the words of a declaration, broken into lines."""


def tip(text: str, keys: str = "") -> str:
    """Words for a tooltip. Qt breaks only rich text into lines, and never plain text.

    Args:
        text: one or more sentences.
        keys: of the same thing on the keyboard, or empty.
    """
    words = _plain(text).replace("\n", "<br>")
    return f"<qt>{words}{keys and f'&nbsp;&nbsp;<b>{_plain(keys)}</b>'}</qt>"


def _plain(text: str) -> str:
    """Text in which nothing is markup; Python's own `html` would load a table of all entities for this."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
