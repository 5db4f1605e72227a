"""The window of whoever receives many reports: who is missing, what is wrong, what they sum to."""
