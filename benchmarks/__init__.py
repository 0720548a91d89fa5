"""Speed and cost, measured side by side with what a user would pick instead."""
