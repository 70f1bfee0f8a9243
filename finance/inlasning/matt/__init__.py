"""Tables of mått of any shape to one value per row, column and time."""
