"""Documents: resumes and postings, found, read and understood."""
