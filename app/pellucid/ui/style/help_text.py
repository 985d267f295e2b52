"""Help that shows when the pointer rests: the words of a declaration, broken into lines."""

from html import escape


def tip(text: str, keys: str = "") -> str:
    """Words for a tooltip. Qt breaks only rich text into lines, and never plain text.

    Args:
        text: one or more sentences.
        keys: of the same thing on the keyboard, or empty.
    """
    words = escape(text).replace("\n", "<br>")
    return f"<qt>{words}{keys and f'&nbsp;&nbsp;<b>{escape(keys)}</b>'}</qt>"
