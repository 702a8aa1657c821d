"""台账: ledgers in and out. Each part is a page of its own; ``desktop.ledger.places`` leads from one to the others."""
