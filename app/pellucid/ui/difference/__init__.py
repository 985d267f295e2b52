"""What the repairs take away, as a view of the canvas."""
