"""Files whose marks say what is a table and what a paragraph; nothing here knows a form."""
