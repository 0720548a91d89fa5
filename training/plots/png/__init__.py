"""Pictures for documents: PNG by matplotlib, without a screen and without its global state."""
