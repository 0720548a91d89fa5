"""The change desk: what one edition of a taxonomy changes against another, and whom it touches."""
