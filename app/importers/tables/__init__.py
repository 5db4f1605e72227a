"""Printed tables -> the cells of the form, by their labels; `match` puts it together."""
