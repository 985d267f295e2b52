"""One readable script a network: what it trains on, its loss, its schedule. No trainer framework."""
