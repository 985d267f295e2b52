"""Which files count as photos by their names, where reading every file of a folder would be slow.

What a file really is, is found when it is opened.
"""

_ENDINGS = "jpg jpeg jpe png tif tiff webp heic heif avif mpo jps pns dng nef cr2 cr3 arw raf orf rw2 pef srw"

PHOTO_ENDINGS = tuple(f".{ending}" for ending in _ENDINGS.split())
"""Lower-case endings that are shown in dialogs, walked through and paired."""
