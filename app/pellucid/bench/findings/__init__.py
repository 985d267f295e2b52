"""The parts of `pellucid bench findings`."""
