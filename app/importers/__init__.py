"""A file or the clipboard -> a proposal, before anything is changed.

Readers yield plain tables and paragraphs, and know no more of the form than what plain text needs:
only its labels tell where a cell ends. The matcher knows labels and no file format; `take` puts
them together. docs/architecture.md says in which order to read them.
"""
