"""Text → vectors.

:func:`load_encoder` is the door; it imports torch or onnxruntime only when it needs them.
"""

from skillsearch.encoder.base import Encoder, Fingerprint, Progress, Vectors
from skillsearch.encoder.loading import load_encoder
from skillsearch.encoder.registry import KNOWN_MODELS, SHIPPED, KnownModel

__all__ = [
    "KNOWN_MODELS",
    "SHIPPED",
    "Encoder",
    "Fingerprint",
    "KnownModel",
    "Progress",
    "Vectors",
    "load_encoder",
]
