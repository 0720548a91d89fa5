"""Resumes → role categories, by what was learned from resumes that somebody put into categories."""
