"""A report: what a person typed, and what follows from it alone."""
