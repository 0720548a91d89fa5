"""Matching at scale: a crowd around real candidates, the store, whole answers, a plain loop."""
