"""Crosswalks: which concepts of one taxonomy stand for which of another, in the terms of SKOS."""
