"""Words in markup."""

_AS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escaped(words: str) -> str:
    """Words that are read as they are.

    As `html.escape` has it, which brings the names of 2,000 letters along: no start can do with it.
    """
    return words.translate(_AS)
