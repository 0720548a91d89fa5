"""Job titles: what one says in plain words, which occupations it names, and who else uses it."""
