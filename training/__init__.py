"""Recipes that make the models, and the evaluation that says how good they are."""
