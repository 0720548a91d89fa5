"""What models are trained and measured on, read from the user's own files into plain records."""
