"""What a person decides once: colours, the wheel, the device, and the keys."""
