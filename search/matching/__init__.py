"""Who fits a vacancy, which vacancy fits a person, and why."""
