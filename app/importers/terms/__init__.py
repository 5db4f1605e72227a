"""What all of an import speak in: plain tables, labels, values, the proposal."""
