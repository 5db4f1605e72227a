"""Letters and figures, whatever they stand in."""
