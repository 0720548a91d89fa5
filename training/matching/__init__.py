"""The score of a match: pairs of postings and people, their features, and the model fitted."""
