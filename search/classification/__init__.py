"""Into which role category a resume falls, how surely, and why."""
