"""What macOS is told about the program: kinds of files, screens, the oldest system."""

from __future__ import annotations

from typing import Any

from freezing.photo_formats import apple_types

INFO_PLIST: dict[str, Any] = {
    "CFBundleName": "Pellucid",
    "CFBundleDisplayName": "Pellucid",
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Photo",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Alternate",  # never the default of a kind of photo
            "LSItemContentTypes": list(apple_types()),
        }
    ],
    "LSApplicationCategoryType": "public.app-category.photography",
    "LSMinimumSystemVersion": "13.0",
    "NSHighResolutionCapable": True,
    "NSRequiresAquaSystemAppearance": False,  # follows dark mode
    "NSHumanReadableCopyright": "Apache License 2.0",
    # Opening goes by QFileOpenEvent; without this a second start would open a second program.
    "LSMultipleInstancesProhibited": True,
}
