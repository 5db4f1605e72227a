"""The manual: pages for the clerk, as text. Knows no screen."""
