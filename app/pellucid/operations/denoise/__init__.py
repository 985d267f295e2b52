"""Remove noise with a level that the person can scale."""
