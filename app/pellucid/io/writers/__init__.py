"""Coding of finished samples: TIFF by our own hand, the rest through Pillow and libpng. No colour conversion here."""
