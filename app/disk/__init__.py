"""The computer's disk: whole files, where things lie, what is remembered."""
