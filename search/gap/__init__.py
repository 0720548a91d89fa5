"""What somebody lacks for a vacancy, an occupation or a role, and how to get there."""
