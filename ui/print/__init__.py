"""The report on paper: printer, preview, PDF."""
