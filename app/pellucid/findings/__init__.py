"""What is wrong with a photo: pure functions from its pixels to measurements, each with what it means."""
