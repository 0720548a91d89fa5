"""The sub-commands of the read side."""
