"""The style sheet of the program, made of the tones of a theme. Fusion draws what it does not name.

Rounded by 4 or 5 px, spaced by multiples of 4 px. Widgets that are one of a kind are told apart by object names:
`primary` is the one button that ends what the person came for, `entry` the number behind a slider, `quiet` a way to
more that stays in the background.
"""

from pellucid.foundation.paths import resources_dir
from pellucid.ui.style.tones import Tones, contrast


def style_sheet(tones: Tones) -> str:
    """Words for Qt that give everything the looks of a theme."""
    return "\n".join((_bars(tones), _buttons(tones), _fields(tones), _lists(tones), _rest(tones)))


def _icon(name: str) -> str:
    return f"url({(resources_dir() / 'icons' / name).as_posix()}.png)"


def _bars(t: Tones) -> str:
    return f"""
QToolBar {{ background: {t.window}; border: 0; border-bottom: 1px solid {t.border}; spacing: 2px; padding: 4px 8px; }}
QToolBar::separator {{ background: {t.border}; width: 1px; margin: 6px 6px; }}
QMenuBar {{ background: {t.window}; border: 0; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {t.hover}; }}
QMenu {{ background: {t.raised}; border: 1px solid {t.border}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 30px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.tint}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.disabled}; }}
QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 8px; }}
QMenu::icon {{ left: 8px; }}
QMenu::indicator {{ width: 12px; height: 12px; left: 10px; }}
QMenu::indicator:checked {{ image: {_icon("check")}; }}
QStatusBar {{ background: {t.window}; border-top: 1px solid {t.border}; }}
QStatusBar::item {{ border: 0; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.edge}; padding: 5px 7px; }}
QTabWidget::pane {{ border: 0; }}
QTabBar {{ background: {t.window}; }}
QTabBar::tab {{ background: transparent; color: {t.quiet}; padding: 8px 12px; border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}
QTabBar::tab:focus {{ background: {t.hover}; }}
"""


def _buttons(t: Tones) -> str:
    return f"""
QPushButton {{ background: {t.button}; border: 1px solid {t.edge}; border-radius: 5px; padding: 5px 14px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.base}; }}
QPushButton:checked {{ background: {t.tint}; border-color: {t.accent}; }}
QPushButton:focus {{ border-color: {t.accent}; }}
QPushButton:disabled {{ color: {t.disabled}; background: {t.window}; border-color: {t.border}; }}
QPushButton:default, #primary {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; }}
QPushButton:default:hover, #primary:hover {{ border-color: {t.text}; }}
QPushButton:default:focus, #primary:focus {{ border: 2px solid {t.text}; }}
QPushButton:default:disabled, #primary:disabled {{
    background: {t.button}; color: {t.disabled}; border-color: {t.border}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px 6px; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:pressed {{ background: {t.base}; }}
QToolButton:checked {{ background: {t.tint}; border-color: {t.accent}; }}
QToolButton:focus {{ border-color: {t.accent}; }}
QToolButton:disabled {{ color: {t.disabled}; background: transparent; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton#inRow {{ padding: 2px 6px; }}
QPushButton#quiet {{
    background: transparent; border-color: transparent; color: {t.quiet}; padding: 3px 6px; text-align: left; }}
QPushButton#quiet:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton#quiet:checked {{ background: {t.tint}; border-color: {t.accent}; color: {t.text}; }}
QPushButton#quiet:focus {{ border-color: {t.accent}; }}
QPushButton#quiet:disabled {{ color: {t.disabled}; }}
QToolButton#inRow {{ padding: 1px; }}
QToolButton#more {{ padding-left: 0; }}
QToolButton#primary {{ padding: 4px 14px; border-radius: 5px; }}
"""


def _fields(t: Tones) -> str:
    check = "check-white" if contrast("#ffffff", t.accent) > contrast("#101010", t.accent) else "check-black"
    return f"""
QLineEdit, QAbstractSpinBox, QComboBox {{
    background: {t.base}; border: 1px solid {t.edge}; border-radius: 4px; padding: 3px 7px; min-height: 18px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{ border-color: {t.accent}; }}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{ color: {t.disabled}; border-color: {t.border}; }}
QLineEdit#entry {{ background: transparent; border-color: transparent; padding: 0 3px; }}
QLineEdit#entry:hover {{ border-color: {t.edge}; }}
QLineEdit#entry:focus {{ background: {t.base}; border-color: {t.accent}; }}
QComboBox {{ padding-right: 20px; combobox-popup: 0; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: {_icon("chevron-down")}; width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.edge}; padding: 3px; outline: 0;
    selection-background-color: {t.tint}; selection-color: {t.text}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 18px; background: transparent; }}
QAbstractSpinBox::up-arrow {{ image: {_icon("chevron-up")}; width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: {_icon("chevron-down")}; width: 10px; height: 10px; }}
QSlider#plain::groove, QSlider#bipolar::groove {{ height: 3px; border-radius: 1px; background: {t.edge}; }}
QSlider#plain::sub-page {{ height: 3px; border-radius: 1px; background: {t.accent}; }}
QSlider#plain::handle, QSlider#bipolar::handle {{
    width: 13px; height: 13px; margin: -5px 0; border-radius: 6px; background: {t.text}; }}
QSlider#plain::handle:focus, QSlider#bipolar::handle:focus {{ border: 2px solid {t.accent}; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator, QListView::indicator {{
    width: 14px; height: 14px; border: 1px solid {t.edge}; border-radius: 4px; background: {t.base}; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    background: {t.accent}; border-color: {t.accent}; image: {_icon(check)}; }}
QCheckBox::indicator:focus {{ border: 2px solid {t.text}; width: 12px; height: 12px; }}
QCheckBox::indicator:disabled {{ border-color: {t.border}; }}
QProgressBar {{ background: {t.base}; border: 1px solid {t.edge}; border-radius: 4px; text-align: center; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
QProgressBar[textVisible="true"]::chunk {{ background: {t.tint}; border: 1px solid {t.accent}; }}
"""


def _lists(t: Tones) -> str:
    return f"""
QAbstractScrollArea {{ border: 0; }}
QTreeView, QListView {{
    background: {t.base}; alternate-background-color: {t.base}; border: 1px solid {t.border}; border-radius: 4px;
    outline: 0; }}
QListView#history {{ background: {t.window}; border: 0; padding: 8px; }}
QListView#history::item {{ border-radius: 4px; }}
QListView#history::item:focus {{ border: 1px solid {t.accent}; }}
QListView#wrapped {{ padding: 4px 6px; }}
QListView#wrapped::item {{ padding: 4px 0; }}
QListView#filmstrip {{ background: {t.window}; border: 0; border-radius: 0; padding: 0 4px; }}
QTreeView {{ selection-background-color: {t.tint}; }}
QTreeView::item, QListView::item {{ padding: 4px 6px; }}
QTreeView::item:hover, QListView::item:hover {{ background: {t.raised}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {t.tint}; color: {t.text}; }}
QListView::item:focus, QTreeView:focus, QListView:focus {{ border-color: {t.accent}; }}
QHeaderView::section {{
    background: {t.base}; color: {t.quiet}; border: 0; border-bottom: 1px solid {t.border}; padding: 5px 6px 5px 9px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::handle:hover {{ background: {t.quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _rest(t: Tones) -> str:
    return f"""
QSplitter::handle {{ background: {t.border}; }}
QMainWindow::separator {{ background: {t.border}; width: 1px; height: 1px; }}
#small {{ color: {t.quiet}; }}
#small:disabled {{ color: {t.disabled}; }}
QFileDialog {{
    backward-icon: {_icon("chevron-left")}; forward-icon: {_icon("chevron-right")};
    filedialog-parent-directory-icon: {_icon("chevron-up")}; }}
QFileDialog QTreeView::item {{ padding: 4px 0; }}
QFileDialog QHeaderView::section {{ padding: 5px 3px; }}
*[frameless="true"] QDialog {{ border: 1px solid {t.edge}; }}
#target {{ border-top: 1px solid {t.border}; border-bottom: 1px solid {t.border}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
#version {{ border: 1px solid transparent; border-radius: 5px; }}
#version:hover {{ background: {t.hover}; }}
#version[present="true"] {{ background: {t.tint}; }}
#version:focus {{ border-color: {t.accent}; }}
#popup {{ background: {t.raised}; border: 1px solid {t.edge}; }}
#popup QScrollArea, #popup QScrollArea > QWidget > QWidget {{ background: {t.raised}; }}
"""
