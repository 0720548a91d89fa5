"""The write side: sources in, points in the vector store out."""
