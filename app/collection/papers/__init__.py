"""What goes out of a collection: the review sheet, letters back, lists, what is published."""
