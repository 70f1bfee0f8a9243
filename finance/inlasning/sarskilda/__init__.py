"""Files that say what the ledger is read by: struktur, bedömningar and budgetjusteringar."""
