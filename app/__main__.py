"""`python -m app`: the commands alone, without a screen."""

import sys

from app.commands.cli import main

sys.exit(main(sys.argv[1:]))
