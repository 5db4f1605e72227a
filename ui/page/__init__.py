"""The report as one scrolling page of boxes."""
