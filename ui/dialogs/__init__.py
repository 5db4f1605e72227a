"""Every question that is asked, one dialog a file."""
