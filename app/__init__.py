"""The report without a screen: form, figures, checks, files. Imports nothing of Qt."""

from datetime import date

__version__ = "0.1.0"
BUILT = date(2026, 11, 28)
"""The day of this version: a clock that is far from it is not believed."""
