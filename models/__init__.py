"""Models that come with skillsearch, a folder each; data, found by their place beside the code."""
