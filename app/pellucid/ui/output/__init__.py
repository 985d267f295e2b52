"""Shows what an export will be before it is made."""
