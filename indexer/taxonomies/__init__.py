"""Readers of skill taxonomies: ESCO, SkillsFuture, O*NET and the user's own files.

Importing them is light: what parses workbooks is loaded when the first one is read.
"""

from indexer.taxonomies.detection import describe, read_taxonomies

__all__ = ["describe", "read_taxonomies"]
