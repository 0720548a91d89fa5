"""Losses of our own; the published recipes use those of sentence-transformers."""
