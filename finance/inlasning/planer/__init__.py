"""Lists that are not ledgers: åtgärder, investeringar, placeringar, statsbidrag and uppdrag."""
