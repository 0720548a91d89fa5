"""The interactive page of an evaluation: one HTML file that needs no network."""

from training.plots.page.writing import write_page

__all__ = ["write_page"]
