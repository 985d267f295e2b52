"""What was found wrong with the photo, on the panel, and its repair."""
