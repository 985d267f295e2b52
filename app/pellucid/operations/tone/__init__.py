"""Tone: exposure, contrast, highlights, shadows and saturation."""
