"""What texts say of mått: which one a clause names, of which time, and whether the figure is its value."""
