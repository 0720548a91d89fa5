"""The HTTP face of the read side."""
