"""Readers of skill taxonomies: ESCO, SkillsFuture, O*NET and the user's own files."""
