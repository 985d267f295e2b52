"""How the window looks: tones, typeface, the style sheet, and the controls that are drawn here."""
