"""Everything that can be asked of the window: one table for menus, toolbar, shortcuts and the shortcut sheet.

What an action does is connected in `main_window`; here is how it is called and reached.
"""

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pellucid.foundation.translation import mark, tr
from pellucid.ui.icons import Icons

_Keys = QKeySequence.StandardKey


@dataclass(frozen=True)
class ActionSpec:
    """An action.

    Attributes:
        name: by which the code knows it.
        text: in menus, with its mnemonic.
        keys: shortcuts, the one that menus show first.
        icon: qtawesome name, or empty.
        tip: what it does, where the text does not say it.
        checkable: it is a state.
        needs_photo: it means nothing without a photo.
        needs_pair: it means nothing without a stereo photo.
        needs_strip: it means nothing without a filmstrip.
    """

    name: str
    text: str
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    needs_photo: bool = True
    needs_pair: bool = False
    needs_strip: bool = False


def _free(name: str, text: str, *keys: str | QKeySequence.StandardKey, icon: str = "", tip: str = "") -> ActionSpec:
    return ActionSpec(name, text, keys, icon, tip, needs_photo=False)


def _state(name: str, text: str, *keys: str, icon: str = "", tip: str = "") -> ActionSpec:
    return ActionSpec(name, text, keys, icon, tip, checkable=True)


def _of_many(name: str, text: str, *keys: str | QKeySequence.StandardKey, tip: str = "") -> ActionSpec:
    return ActionSpec(name, text, keys, tip=tip, needs_photo=False, needs_strip=True)


def _view_of_pair(name: str, text: str, key: str, tip: str) -> ActionSpec:
    return ActionSpec(name, text, (key,) if key else (), tip=tip, checkable=True, needs_pair=True)


_STARS = (mark("&0 Stars"), mark("&1 Star"), mark("&2 Stars"), mark("&3 Stars"), mark("&4 Stars"), mark("&5 Stars"))

ACTIONS: tuple[ActionSpec, ...] = (
    _free("open", "&Open…", _Keys.Open, icon="mdi6.folder-open-outline", tip="Open a photo"),
    _free("open_folder", "Open &Folder…", "Ctrl+Shift+O", tip="Show the photos of a folder in the filmstrip"),
    _free("open_pair", "Open as Pa&ir…", "Ctrl+Alt+O", tip="Open two photos as the views of a stereo photo"),
    ActionSpec(
        "save", "&Save Edits Now", (_Keys.Save,), "", "Edits are saved by themselves; this does not wait for it"
    ),
    ActionSpec(
        "export",
        "&Export…",
        ("Ctrl+Shift+E",),
        "mdi6.export-variant",
        "Export the finished picture, or drag it from here into another program; a drag waits until the file is made",
    ),
    ActionSpec("export_again", "Export A&gain", ("Ctrl+Alt+Shift+E",), "", "Export with the last choices"),
    _free("exports", "E&xports…", "Ctrl+J", tip="Show what was exported and what waits for it"),
    _free("close", "&Close", _Keys.Close),
    _free("quit", "&Quit", "Ctrl+Q"),
    ActionSpec("copy", "&Copy Picture", (_Keys.Copy,), "", "The finished picture, for other programs"),
    _free("paste", "Open from Clip&board", _Keys.Paste, tip="A copied picture, or copied files of photos"),
    ActionSpec("open_elsewhere", "Open in Anot&her Program…", (), "", "A finished copy, in an editor of your choice"),
    ActionSpec("undo", "&Undo", (_Keys.Undo,), "mdi6.undo", "Take the last edit back"),
    ActionSpec("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "mdi6.redo", "Do the edit again"),
    ActionSpec(
        "revert_opened", "Revert to Ope&ned", (), "", "Back to the edits it was opened with; this can be undone"
    ),
    ActionSpec("revert_original", "Revert to Ori&ginal", ("Ctrl+Shift+R",), "", "Take all edits out; can be undone"),
    ActionSpec("repair_all", "Repair &All", ("Ctrl+U",), tip="Repair what was found wrong, as one step"),
    ActionSpec("save_version", "Save &Version…", ("Ctrl+Shift+S",), "", "Give the present state a name"),
    ActionSpec("presets", "Show &Presets", ("Shift+P",), "", "Settings with a name, shown on this photo"),
    ActionSpec("save_preset", "Save Preset…", ("Ctrl+Shift+P",), "", "Give settings a name, for other photos"),
    _free("import_presets", "&Import Presets…", tip="Keep presets that lie in files"),
    _free("looks", "&Looks…", "Ctrl+L", tip="Teach looks from your own edits, and use, import or export them"),
    ActionSpec("zoom_in", "Zoom &In", ("Ctrl++", "Ctrl+=")),
    ActionSpec("zoom_out", "Zoom &Out", ("Ctrl+-",)),
    ActionSpec("fit", "&Fit", ("Ctrl+0",), tip="Show the whole photo"),
    ActionSpec("full", "&100 %", ("Ctrl+1",), tip="One photo pixel is one screen pixel"),
    ActionSpec("double", "&200 %", ("Ctrl+2",)),
    ActionSpec("toggle_fit", "Fit ↔ &Last Zoom", ("Z",)),
    _state("output_preview", "Output Pre&view", "P", tip="Show size and sharpening of the last export; Esc leaves"),
    _view_of_pair("left_eye", "L&eft View", "Alt+L", "Show the left view of a stereo photo"),
    _view_of_pair("right_eye", "&Right View", "Alt+R", "Show the right view of a stereo photo"),
    _view_of_pair("anaglyph", "&Anaglyph", "A", "Both views at once, for glasses with red left and cyan right"),
    _view_of_pair("anaglyph_least_squares", "&Steady Colours", "", "Muted colours that hardly flicker"),
    _view_of_pair("anaglyph_colour", "&Full Colours", "", "All colours; strong ones flicker"),
    _view_of_pair("anaglyph_half_colour", "&Half Colours", "", "Gray for the left view, colours for the right one"),
    _view_of_pair("anaglyph_gray", "&Gray", "", "No colours, and no flicker"),
    _view_of_pair("wiggle", "&Wiggle", "W", "Show the two views in turn"),
    ActionSpec(
        "swap_eyes",
        "S&wap Left and Right",
        ("Shift+X",),
        tip="Left becomes right: for a pair that looks inside out",
        needs_pair=True,
    ),
    _state("crop", "&Crop and Straighten", "C", icon="mdi6.crop-rotate", tip="Crop, straighten, turn and flip"),
    _state("mask", "&Masks", "M", icon="mdi6.circle-half-full", tip="Edit a part of the photo"),
    _free("brush_smaller", "&Smaller Brush", "["),
    _free("brush_larger", "&Larger Brush", "]"),
    _free("brush_softer", "S&ofter Brush", "Shift+[", "{"),
    _free("brush_harder", "&Harder Brush", "Shift+]", "}"),
    _state(
        "original",
        "Show &Original",
        icon="drawn.before",
        tip="The photo without edits; hold \\ to peek",
    ),
    _state("split", "&Split", "Shift+Y", icon="drawn.split", tip="Before on the left, after on the right"),
    _state("split_horizontal", "Split &Top and Bottom", "Alt+Y", icon="drawn.split_across"),
    _state("side_by_side", "Side &by Side", "Y", icon="drawn.side_by_side"),
    _state("lens", "&Lens", "L", tip="The original around the pointer"),
    _state("flicker", "&Flicker", "Shift+\\", "|", tip="Before and after in turn"),
    _state("difference", "&What Was Taken Away", "D", tip="What the repairs take away, up to 16 times as strong"),
    ActionSpec("turn_split", "T&urn the Split", ("R",), tip="Before on the left, above, on the right, below"),
    ActionSpec("swap", "S&wap Before and After", ("Alt+X",)),
    _state("map", "Show &Map", "O", icon="mdi6.layers-outline", tip="Of the open card; cycles opacity; Esc leaves"),
    _state("clipping", "Show C&lipping", "J", tip="Mark clipped pixels: red is too bright, blue too dark"),
    _state("soft_proof", "Soft &Proof", "Shift+S", tip="How the photo will look in another profile"),
    _state("gamut_warning", "Out-of-&Gamut Warning", "Shift+J", tip="Colours that the proof cannot hold, in gray"),
    ActionSpec("map_colors", "Map &Colours", ("Shift+O",), "", "Viridis or cividis"),
    _state("navigator", "&Navigator", "N", tip="A small picture of the whole photo while you are zoomed in"),
    _of_many("filmstrip", "&Filmstrip", "F6", tip="Fold the filmstrip away, or show it again"),
    *(
        _of_many(f"stars_{stars}", text, str(stars), tip="Rate the selected photos")
        for stars, text in enumerate(_STARS)
    ),
    _of_many("reject", "Re&ject", "X", tip="Mark the selected photos as to go; again to take it back"),
    _of_many("select_all", "Select &All", _Keys.SelectAll, tip="Choose all photos of the filmstrip"),
    _of_many("select_open", "Select Only &This", "Ctrl+D", tip="Choose the open photo only"),
    ActionSpec("copy_settings", "Cop&y Settings…", ("Ctrl+Shift+C",), "", "Choose what other photos are to get"),
    ActionSpec("paste_settings", "Paste Sett&ings", ("Ctrl+Shift+V",), "", "Give the selected photos what was copied"),
    ActionSpec(
        "previous_settings", "Settings of the Pre&vious Photo", ("Ctrl+Alt+V",), "", "As the photo before was edited"
    ),
    _of_many("synchronise_settings", "S&ynchronise…", "Ctrl+Alt+S", tip="Give the selected photos what this one has"),
    _of_many("repair_selected", "&Repair All Selected", tip="Measure each selected photo and repair what is found"),
    _free("undo_paste", "Un&do Paste", tip="Take the last settings back from all photos that got them"),
    _of_many(
        "export_all",
        "Export A&ll…",
        "Ctrl+Alt+E",
        tip="Export all photos of the filmstrip, but for rejected ones",
    ),
    _free("previous", "&Previous Photo", "PgUp", tip="Previous photo of the folder"),
    _free("next", "&Next Photo", "PgDown", tip="Next photo of the folder"),
    _free("panel", "&Panel", "F8", tip="Show or hide the side panel"),
    _free("full_screen", "F&ull Screen", "F11", "F"),
    _free("cancel", "&Cancel Work", "Esc", tip="Stop what is being computed"),
    _free("preferences", "&Preferences…", "Ctrl+,"),
    _free("shortcuts", "&Keyboard Shortcuts", "?", "Ctrl+/"),
    _free("messages", "&Messages…", tip="All that the window said"),
    _free("copy_report", "Copy What a &Bug Report Needs", tip="Versions, the device, and the last messages"),
    _free("about", "&About Pellucid…", tip="Version, licence, and the networks with their cards"),
)

SEPARATOR = "|"

RECENT = "recent"
"""Place of the submenu of recent photos."""

PRESETS = "preset_list"
"""Place of the submenu of presets."""

PRESETS_OF_MANY = "presets_of_many"
"""Likewise, of those for the selected photos."""

ANAGLYPHS = "anaglyphs"
"""Place of the submenu of the colours of anaglyphs."""

BRUSHES = "brushes"
"""Place of the submenu of the keys of the brush."""

BRUSH_KEYS = "brush_smaller brush_larger brush_softer brush_harder"

ANAGLYPH_MODES = "anaglyph_least_squares anaglyph_colour anaglyph_half_colour anaglyph_gray"

PRESET_ACTIONS = "presets save_preset import_presets"

SUBMENUS = {ANAGLYPHS: ANAGLYPH_MODES, BRUSHES: BRUSH_KEYS, PRESETS: PRESET_ACTIONS}
"""Names of the actions in each, by its place."""

MENUS: tuple[tuple[str, str], ...] = (
    (
        mark("&File"),
        "open open_pair open_folder recent | save export export_all export_again exports open_elsewhere | close quit",
    ),
    (
        mark("&Edit"),
        "undo redo | copy paste | repair_all crop mask brushes | save_version revert_opened revert_original | "
        "preset_list looks | cancel | preferences",
    ),
    (
        mark("&Photos"),
        "previous next | stars_0 stars_1 stars_2 stars_3 stars_4 stars_5 reject | select_all select_open | "
        "copy_settings paste_settings previous_settings synchronise_settings presets_of_many "
        "repair_selected undo_paste",
    ),
    (
        mark("&View"),
        "fit full double zoom_in zoom_out toggle_fit output_preview | soft_proof gamut_warning | "
        "left_eye right_eye anaglyph wiggle anaglyphs swap_eyes | navigator panel filmstrip full_screen",
    ),
    (
        mark("&Compare"),
        "original split split_horizontal side_by_side lens flicker | turn_split swap | "
        "map map_colors difference clipping",
    ),
    (mark("&Help"), "shortcuts messages | copy_report about"),
)
"""Titles, and names of actions."""


def plain_text(text: str) -> str:
    """A menu's text without its mnemonic, and without the dots that announce a dialog."""
    return text.replace("&", "").rstrip("… ")


def title_of(name: str) -> str:
    """What an action is called in a sentence."""
    return plain_text(tr(next(spec.text for spec in ACTIONS if spec.name == name)))


class WindowActions:
    """The QActions of one window, by name."""

    def __init__(self, window: QWidget, icons: Icons) -> None:
        self._by_name = {spec.name: _make(spec, window, icons) for spec in ACTIONS}
        self.set_has_strip(False)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def set_keys(self, name: str, keys: list[QKeySequence]) -> None:
        """Let other keys ask for an action."""
        spec = next(spec for spec in ACTIONS if spec.name == name)
        _give_keys(self._by_name[name], spec, keys)

    def set_has_photo(self, has_photo: bool, is_pair: bool) -> None:
        """Enable what needs a photo; what needs a stereo photo is there for one only."""
        for spec in ACTIONS:
            if spec.needs_photo:
                self._by_name[spec.name].setEnabled(is_pair if spec.needs_pair else has_photo)
                self._by_name[spec.name].setVisible(is_pair or not spec.needs_pair)

    def set_has_strip(self, has_strip: bool) -> None:
        """Enable what needs a filmstrip."""
        for spec in ACTIONS:
            if spec.needs_strip:
                self._by_name[spec.name].setEnabled(has_strip)

    def set_history(self, undo_label: str, redo_label: str) -> None:
        """Say what can be taken back and done again; empty for nothing."""
        undo = tr("&Undo {what}", what=tr(undo_label)) if undo_label else tr("&Undo")
        redo = tr("&Redo {what}", what=tr(redo_label)) if redo_label else tr("&Redo")
        for name, text, label in (("undo", undo, undo_label), ("redo", redo, redo_label)):
            self._by_name[name].setEnabled(bool(label))
            self._by_name[name].setText(text)


def _make(spec: ActionSpec, window: QWidget, icons: Icons) -> QAction:
    action = QAction(tr(spec.text), window)
    action.setCheckable(spec.checkable)
    _give_keys(action, spec, [QKeySequence(keys) for keys in spec.keys])
    if spec.icon:
        icons.give(action, spec.icon)
    window.addAction(action)
    return action


def _give_keys(action: QAction, spec: ActionSpec, keys: list[QKeySequence]) -> None:
    """Let keys ask for an action, and say the first of them where the pointer rests."""
    action.setShortcuts(keys)
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tr(spec.tip) or title_of(spec.name)}{shown and f'  ({shown})'}")
