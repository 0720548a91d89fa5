"""What people would get from another generation: the same questions asked of both."""

from search.replay.comparing import Change, Comparison, Moved, compare
from search.replay.display import show_comparison
from search.replay.sampling import labels_to_ask

__all__ = ["Change", "Comparison", "Moved", "compare", "labels_to_ask", "show_comparison"]
