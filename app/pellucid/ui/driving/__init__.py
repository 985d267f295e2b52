"""The window driven from outside, by tests and benches: verbs over a socket, and what they measure."""
