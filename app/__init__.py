"""The report without a screen: form, figures, checks, files. Imports nothing of Qt."""

__version__ = "0.1.0"
