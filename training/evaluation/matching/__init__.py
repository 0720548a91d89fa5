"""How well resumes of a category are ranked for postings of it, beside what a user would pick.

There are no honest public labels of who fits which vacancy. What there is: real resumes filed under
24 categories, and real postings that a reader files under the same ones.
"""

from training.evaluation.matching.chosen import Chosen, category_of, read_chosen
from training.evaluation.matching.ranking import CategoryRanking, measure_categories

__all__ = ["CategoryRanking", "Chosen", "category_of", "measure_categories", "read_chosen"]
