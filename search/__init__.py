"""The read side: questions in, answers with evidence out."""
