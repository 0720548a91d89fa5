"""Skills out of texts and of lists of free-text skills, on request."""
