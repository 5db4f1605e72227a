"""A file or the clipboard -> a proposal, before anything is changed.

Readers yield plain tables and paragraphs and know nothing of the form; the matcher knows labels and
no file format; `take` puts them together.
"""
