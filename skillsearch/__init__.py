"""The kernel of skillsearch: records, settings, errors, encoders and the vector store."""

from importlib.metadata import version as _version

__version__ = _version("skillsearch")
