"""The start of the program: one instance, its windows."""
