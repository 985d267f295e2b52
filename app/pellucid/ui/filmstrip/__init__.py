"""The filmstrip: many photos below the open one, picked, rated, and given settings and exports together."""
