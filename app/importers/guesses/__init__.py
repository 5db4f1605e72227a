"""Text without marks: where its tables are, the labels of the forms tell."""
