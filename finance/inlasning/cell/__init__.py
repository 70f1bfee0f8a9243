"""What the text of one cell says: amounts, periods and days, and the personnummer that go no further."""
