"""Catalogues of courses: rows of the user's own table to points of the ``courses`` collection."""
