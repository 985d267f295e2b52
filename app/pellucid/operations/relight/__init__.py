"""Relight: finds how little light fell on every part of a dark photo, and takes that shade off."""
