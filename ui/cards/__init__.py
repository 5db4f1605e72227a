"""Findings as cards: what each says and offers, where its parts stand, how it is painted."""
