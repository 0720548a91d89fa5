"""Role categories learned from resumes that somebody put into categories."""
