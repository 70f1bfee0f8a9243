"""A ledger or budget sheet to canonical rows in öre."""
