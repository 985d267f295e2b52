"""The crop tool: what is chosen, the hand on it, its controls, and how it comes and goes."""
