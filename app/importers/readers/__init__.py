"""A file or the clipboard -> plain tables and paragraphs; `source` chooses the reader."""
