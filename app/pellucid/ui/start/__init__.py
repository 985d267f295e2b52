"""The page without a photo: ways to open one, photos to try, and those that were open before."""
