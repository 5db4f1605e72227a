"""Many reports at once: whose they are, how each stands, what they sum to."""
