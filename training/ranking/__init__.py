"""Material to choose an order of skills by: sentences in which several skills meet."""
