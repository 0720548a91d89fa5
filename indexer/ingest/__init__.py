"""Documents at scale: parse, embed, write, over a ledger that knows how far each item is."""
