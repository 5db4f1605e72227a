"""Editions of the official form: what they say, how they are read, where their cells stand."""
