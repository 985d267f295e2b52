"""What every room may lean on: errors, paths, geometry, frames, progress. No torch, no Qt."""
