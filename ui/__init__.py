"""The window: Qt adapters over `app`. They own no value, do no sum, open no file."""
