"""Dehaze: takes the veil of haze off a photo, as much as the air of the scene has laid over every pixel."""
