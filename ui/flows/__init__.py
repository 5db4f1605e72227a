"""What a command of the window does, between workspace, disk and questions."""
