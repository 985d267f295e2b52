"""What the program says of itself: about, its messages, and what a bug report needs."""
