"""What understanding a resume and understanding a posting have in common."""
