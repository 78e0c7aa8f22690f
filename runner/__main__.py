"""`python -m runner COMMAND`: refuses an old Python in one sentence, then hands over."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "bro: Python 3.11 or newer is needed, this is %d.%d. "
        "Install it and name it: make PYTHON=python3.11 …" % sys.version_info[:2]
    )

from runner.cli import main

sys.exit(main(sys.argv[1:]))
