"""Paragraphs -> title, lead, sections and their parts; `sections` puts it together."""
