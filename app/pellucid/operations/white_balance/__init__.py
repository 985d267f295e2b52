"""White balance: takes the colour of the light away, or gives it one."""
