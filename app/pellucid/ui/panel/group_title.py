"""The title of a group of rows on the panel."""

from pellucid.ui.style.title import Title


class GroupTitle(Title):
    """Stands with air above its rows."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setContentsMargins(8, 14, 0, 6)
