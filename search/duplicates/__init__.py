"""Concepts that are listed twice: found, weighed, decided by people, exported."""
