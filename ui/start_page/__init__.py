"""What stands in a window while no report is open."""
