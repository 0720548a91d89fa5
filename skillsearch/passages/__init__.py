"""A document's text as passages: its sections and the pieces that are encoded, with their places.

What the write side makes of a file and what the read side makes of a text sent to it is one and
the same, so it stands in the kernel.
"""
